namespace Workflows.CodeFirst.Generators.Diagnostics;

/// <summary>Where the page of a rule is.</summary>
internal static class HelpLinks
{
    private const string Root = "docs/diagnostics/";

    public static string Of(string id) => Root + id + ".md";
}
