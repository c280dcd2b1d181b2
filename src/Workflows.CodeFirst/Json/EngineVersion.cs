using System.Text.RegularExpressions;

namespace Workflows.CodeFirst.Json;

/// <summary>The version of the workflow language that this engine implements, and which requests it fulfils.</summary>
internal static partial class EngineVersion
{
    public static readonly Version Current = new(1, 15, 0);

    /// <summary>What is wrong with a requested version; null when this engine fulfils it.</summary>
    public static (string Error, string Message)? Explain(string requested)
    {
        // An empty text asks for the newest engine.
        if (requested.Length == 0)
        {
            return null;
        }

        var match = Pattern().Match(requested.Trim());
        if (!match.Success)
        {
            return ("WorkflowDefinitionError", $"The version \"{requested}\" cannot be read; write it as \"{Workflow.DefaultVersion}\".");
        }

        int[] parts = [Part(match, "major"), Part(match, "minor"), Part(match, "patch")];
        bool supported = match.Groups["epoch"].Value is "" or "0!"
            && parts[0] == Current.Major
            && (parts[1], parts[2], IsAfterRelease(match)).CompareTo((Current.Minor, Current.Build, false)) <= 0;
        return supported
            ? null
            : ("NotSupportedExecutionEngineError", $"The workflow asks for version {requested} of the engine; this one implements {Current} and runs every workflow of 1.0 to {Current}.");
    }

    private static bool IsAfterRelease(Match match) => match.Groups["post"].Success;

    private static int Part(Match match, string group) => match.Groups[group].Success && int.TryParse(match.Groups[group].ValueSpan, out int part) ? part : 0;

    // The public version scheme of Python packages (PEP 440).
    [GeneratedRegex(
        @"^v?(?<epoch>[0-9]+!)?(?<major>[0-9]+)(\.(?<minor>[0-9]+))?(\.(?<patch>[0-9]+))?(\.[0-9]+)*([-_.]?(a|b|c|rc|alpha|beta|pre|preview)[-_.]?[0-9]*)?(?<post>-[0-9]+|[-_.]?(post|rev|r)[-_.]?[0-9]*)?([-_.]?dev[-_.]?[0-9]*)?(\+[a-z0-9]+([-_.][a-z0-9]+)*)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
