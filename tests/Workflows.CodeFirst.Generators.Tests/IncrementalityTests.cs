using Microsoft.CodeAnalysis;
using Workflows.CodeFirst.Generators.Tests.Harness;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace Workflows.CodeFirst.Generators.Tests;

/// <summary>What runs again after which edit: nothing that the edit cannot have changed.</summary>
public sealed class IncrementalityTests
{
    // Two families: one file is edited, the other must not notice.
    private static readonly TestFile Other = new("/project/manifests/other.json", ManifestFiles.Blur.Content
        .Replace("\"Blur\"", "\"Other\"", StringComparison.Ordinal)
        .Replace("my/blur", "my/other", StringComparison.Ordinal));

    private readonly GeneratorRun first = GeneratorRun.Of(ManifestFiles.Kinds, ManifestFiles.Blur, Other);

    [Fact]
    public void At_first_everything_is_new()
    {
        Check.None(first.Diagnostics);
        Assert.Equal(["AllBlocks.g.cs", "BlurMode.g.cs", "BlurV1.g.cs", "BlurV2.g.cs", "OtherMode.g.cs", "OtherV1.g.cs", "OtherV2.g.cs"], first.Files);
        Assert.All(first.Reasons(TrackingNames.Versions), static reason => Assert.Equal(New, reason));
        Assert.All(first.OutputReasons(), static reason => Assert.Equal(New, reason));
    }

    [Fact]
    public void Typing_in_a_code_file_runs_no_step()
    {
        var edited = first.EditCode();

        foreach (var step in edited.Result.TrackedSteps)
        {
            Assert.All(
                step.Value.SelectMany(static run => run.Outputs),
                output => Assert.True(output.Reason == Cached || step.Key == "Compilation", $"{step.Key}: {output.Reason}"));
        }

        Assert.All(edited.OutputReasons(), static reason => Assert.Equal(Cached, reason));
    }

    [Fact]
    public void Saving_a_manifest_without_a_change_reads_it_and_stops_there()
    {
        var edited = first.Save(ManifestFiles.BlurPath, ManifestFiles.Blur.Content);

        Assert.Equal([Unchanged, Cached], edited.Reasons(TrackingNames.Manifests));
        Assert.All(edited.Reasons(TrackingNames.Versions), static reason => Assert.Equal(Cached, reason));
        Assert.All(edited.OutputReasons(), static reason => Assert.Equal(Cached, reason));
    }

    [Fact]
    public void Reformatting_a_manifest_generates_nothing()
    {
        var edited = first.Save(ManifestFiles.BlurPath, "\n\n" + ManifestFiles.Blur.Content.Replace("  ", "    ", StringComparison.Ordinal));

        Assert.Equal([Modified, Cached], edited.Reasons(TrackingNames.Manifests));
        Assert.Equal([Unchanged, Cached], edited.Reasons(TrackingNames.Families));
        Assert.All(edited.OutputReasons(), static reason => Assert.Equal(Cached, reason));
    }

    [Fact]
    public void Changing_one_version_generates_only_that()
    {
        var edited = first.Save(ManifestFiles.BlurPath, ManifestFiles.Blur.Content.Replace("The look.", "How it looks.", StringComparison.Ordinal));

        Assert.Equal([Modified, Cached], edited.Reasons(TrackingNames.Manifests));
        Assert.Equal([Unchanged, Modified, Cached, Cached], edited.Reasons(TrackingNames.Versions));
        Assert.Equal([Modified, Cached], edited.Reasons(TrackingNames.Enumerations));
        Assert.Equal([Cached], edited.Reasons(TrackingNames.Catalogue));

        // The version and, since its summary is the property's description, the enumeration.
        Assert.Equal(2, edited.OutputReasons().Count(static reason => reason == Modified));
        Assert.All(edited.OutputReasons(), static reason => Assert.True(reason is Modified or Cached));
    }

    [Fact]
    public void Breaking_a_manifest_takes_away_its_blocks_and_no_others()
    {
        var edited = first.Save(ManifestFiles.BlurPath, "{ \"family\": ");

        Assert.Equal("WFM001", Assert.Single(edited.Diagnostics).Id);
        Assert.Equal(["AllBlocks.g.cs", "OtherMode.g.cs", "OtherV1.g.cs", "OtherV2.g.cs"], edited.Files);
        Assert.Equal([Modified, Cached], edited.Reasons(TrackingNames.Manifests));
        Assert.Equal([Removed, Removed, Cached, Cached], edited.Reasons(TrackingNames.Versions));

        var repaired = edited.Save(ManifestFiles.BlurPath, ManifestFiles.Blur.Content);
        Check.None(repaired.Diagnostics);
        Assert.Equal(first.Files, repaired.Files);
    }

    [Fact]
    public void What_changes_only_a_diagnostic_generates_nothing()
    {
        string broken = ManifestFiles.Blur.Content.Replace("\"type\": \"my/blur@v2\"", "\"type\": 5", StringComparison.Ordinal);
        var before = first.Save(ManifestFiles.BlurPath, broken);
        var after = before.Save(ManifestFiles.BlurPath, "\n" + broken);

        Assert.Equal(28, Assert.Single(before.Diagnostics).Location.GetLineSpan().StartLinePosition.Line);
        Assert.Equal(29, Assert.Single(after.Diagnostics).Location.GetLineSpan().StartLinePosition.Line);
        Assert.Equal([Modified, Cached], after.Reasons(TrackingNames.Diagnostics));
        Assert.All(after.Reasons(TrackingNames.Versions), static reason => Assert.Equal(Cached, reason));
        Assert.Single(after.OutputReasons(), static reason => reason == Modified);
    }

    [Fact]
    public void Changing_the_kinds_reads_all_manifests_anew()
    {
        var edited = first.Save(ManifestFiles.Kinds.Path, ManifestFiles.Kinds.Content.Replace("\"A text.\"", "\"Some text.\"", StringComparison.Ordinal));

        Assert.Equal([Modified], edited.Reasons(TrackingNames.Vocabulary));
        Assert.Equal([Unchanged, Unchanged], edited.Reasons(TrackingNames.Manifests));
    }
}
