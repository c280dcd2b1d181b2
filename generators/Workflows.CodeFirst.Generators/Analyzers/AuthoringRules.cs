using Microsoft.CodeAnalysis;
using Workflows.CodeFirst.Generators.Diagnostics;

namespace Workflows.CodeFirst.Generators.Analyzers;

/// <summary>Mistakes in C# that writes a workflow. WF0003 is the id of the obsolete attribute on deprecated blocks.</summary>
internal static class AuthoringRules
{
    public static readonly DiagnosticDescriptor OutOfRange = Rule(
        "WF0001", "Value out of range", "'{0}' must be {1}, but is {2}", DiagnosticSeverity.Error);

    public static readonly DiagnosticDescriptor BadName = Rule(
        "WF0002", "Name that no selector can refer to", "{0}", DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Rule(string id, string title, string message, DiagnosticSeverity severity) =>
        new(id, title, message, "Workflows.Authoring", severity, isEnabledByDefault: true, helpLinkUri: HelpLinks.Of(id));
}
