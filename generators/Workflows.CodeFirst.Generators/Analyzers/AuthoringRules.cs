using Microsoft.CodeAnalysis;
using Workflows.CodeFirst.Generators.Diagnostics;

namespace Workflows.CodeFirst.Generators.Analyzers;

/// <summary>
/// Mistakes in C# that writes a workflow, and in workflow files. WF0003 is the id of the obsolete attribute on deprecated blocks.
/// </summary>
internal static class AuthoringRules
{
    public static readonly DiagnosticDescriptor OutOfRange = Rule(
        "WF0001", "Value out of range", "'{0}' must be {1}, but is {2}", DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor BadName = Rule(
        "WF0002", "Name that no selector can refer to", "{0}", DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor DuplicateName = Rule(
        "WF0004", "Two steps of one name", "{0}", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor Unused = Rule(
        "WF0005", "Step that is never used", "{0}", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor SinkNotAdded = Rule(
        "WF0006", "Sink that is in no workflow", "The sink '{0}' is in no workflow and will never run: add it with WithStep", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor PartialOverlap = Rule(
        "WF0007", "Value that may be of another kind", "'{0}' takes {1}, but the value may also be {2}: that is found out when the workflow runs", DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor MissingProperty = Rule(
        "WF0008", "Property that another one makes necessary", "'{0}' is missing: {1}", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor IgnoredProperty = Rule(
        "WF0009", "Property without effect", "'{0}' has no effect here: it matters when '{1}' is {2}, but that is {3}", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor Conflict = Rule(
        "WF0010", "Properties that contradict each other", "'{0}' does not fit the other properties: {1}", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor DepthConflict = Rule(
        "WF0011", "Batches that do not fit together", "{0}", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor BadModelId = Rule(
        "WF0012", "Not a model identifier", "'{0}' is no model identifier: expected 'project/version' or a name", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor NoWorkflow = File(
        "WF0101", "Not a workflow", "{0}", DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor UnknownBlock = File(
        "WF0102", "Unknown block", "There is no block of the type '{0}'{1}", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor UnknownProperty = File(
        "WF0103", "Unknown property", "'{0}' has no property '{1}', so it is ignored{2}", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor Unresolved = File(
        "WF0104", "Selector that points to nothing", "{0}{1}", DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor KindMismatch = File(
        "WF0105", "Wrong kind", "'{0}' takes {1}, but '{2}' is {3}", DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor RequiredMissing = File(
        "WF0106", "Required property missing", "The step '{0}' needs the property '{1}'", DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Rule(string id, string title, string message, DiagnosticSeverity severity) =>
        new(id, title, message, "Workflows.Authoring", severity, isEnabledByDefault: true, helpLinkUri: HelpLinks.Of(id));

    private static DiagnosticDescriptor File(string id, string title, string message, DiagnosticSeverity severity) =>
        new(id, title, message, "Workflows.Files", severity, isEnabledByDefault: true, helpLinkUri: HelpLinks.Of(id));
}
