using System.Collections.Immutable;

namespace Workflows.CodeFirst.Validation;

/// <summary>The outputs that a configured step has.</summary>
internal static class StepOutputs
{
    /// <summary>All outputs.</summary>
    public static ImmutableArray<Manifests.OutputManifest> Of(Step step) => step.Manifest.Outputs;

    /// <summary>The kinds of an output, or null when the step does not have it.</summary>
    public static ImmutableArray<string>? KindsOf(Step step, string output)
    {
        if (step.Manifest.FindOutput(output) is { } known)
        {
            return known.Kinds;
        }

        // Outputs that the configuration names carry anything.
        return step.Manifest.DynamicOutputs is not null && output != "*" ? ["*"] : null;
    }

    /// <summary>A sentence that proposes an output, or lists them.</summary>
    public static string Suggest(Step step, string output)
    {
        var names = step.Manifest.Outputs.Select(candidate => candidate.Name).ToList();
        return Suggestions.DidYouMean(output, names)
            ?? (names.Count == 0 ? "It has no outputs." : $"Its outputs are {string.Join(", ", names.Select(name => $"'{name}'"))}.");
    }
}
