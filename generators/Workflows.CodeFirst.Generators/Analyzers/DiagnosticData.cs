namespace Workflows.CodeFirst.Generators.Analyzers;

/// <summary>What analyzers hand to code fixes, as properties of a diagnostic.</summary>
internal static class DiagnosticData
{
    /// <summary>The text to put in the place of what is reported.</summary>
    public const string Replacement = nameof(Replacement);
}
