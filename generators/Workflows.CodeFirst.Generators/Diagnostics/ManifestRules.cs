using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Workflows.CodeFirst.Generators.Diagnostics;

/// <summary>What can be wrong with a manifest. The blocks it concerns are not generated, all others are.</summary>
internal static class ManifestRules
{
    public static readonly DiagnosticDescriptor MalformedJson = Rule(
        "WFM001", "The manifest is not valid JSON", "The manifest is not valid JSON: {0}");

    public static readonly DiagnosticDescriptor MissingField = Rule(
        "WFM002", "A field is missing", "{0} needs the field '{1}'");

    public static readonly DiagnosticDescriptor UnknownField = Rule(
        "WFM003", "Unknown field", "{0} has no field '{1}'{2}");

    public static readonly DiagnosticDescriptor WrongValue = Rule(
        "WFM004", "A field has the wrong value", "'{0}' must be {1}");

    public static readonly DiagnosticDescriptor UnknownKind = Rule(
        "WFM005", "Unknown kind", "There is no kind '{0}'{1}");

    public static readonly DiagnosticDescriptor UnknownShared = Rule(
        "WFM006", "Unknown shared property", "There is no property '{0}' in 'shared'{1}");

    public static readonly DiagnosticDescriptor UnknownEnumeration = Rule(
        "WFM007", "Unknown enumeration", "There is no shared enumeration '{0}'{1}");

    public static readonly DiagnosticDescriptor InvalidIdentifier = Rule(
        "WFM008", "Not a C# name", "'{0}' makes no C# name: {1}");

    public static readonly DiagnosticDescriptor DuplicateType = Rule(
        "WFM009", "Duplicate type identifier", "The type identifier '{0}' is already that of {1}");

    public static readonly DiagnosticDescriptor Duplicate = Rule(
        "WFM010", "Declared twice", "{0} '{1}' is declared twice");

    public static readonly DiagnosticDescriptor BadRange = Rule(
        "WFM011", "Empty range", "No number is {0}");

    public static readonly DiagnosticDescriptor BadDefault = Rule(
        "WFM012", "The default is not accepted", "The default {0} is not one of the literals that the property accepts");

    public static readonly DiagnosticDescriptor UnknownProperty = Rule(
        "WFM013", "Unknown property", "The block has no property '{0}'{1}");

    public static readonly DiagnosticDescriptor NameTaken = Rule(
        "WFM014", "The C# name is taken", "The C# name '{0}' is already that of {1}");

    public static readonly DiagnosticDescriptor NoKinds = Rule(
        "WFM015", "No kinds", "{0}");

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> All = new[]
    {
        MalformedJson, MissingField, UnknownField, WrongValue, UnknownKind, UnknownShared, UnknownEnumeration, InvalidIdentifier,
        DuplicateType, Duplicate, BadRange, BadDefault, UnknownProperty, NameTaken, NoKinds,
    }.ToImmutableDictionary(static rule => rule.Id);

    public static DiagnosticDescriptor ById(string id) => All[id];

    private static DiagnosticDescriptor Rule(string id, string title, string message) =>
        new(id, title, message, "Workflows.Manifests", DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpLinks.Of(id));
}
