using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Package.Tests;

/// <summary>A user's own blocks by the packages: builders out of their manifests, execution by one class a block, help by the analyzers.</summary>
public sealed class OwnBlockTests(Consumer consumer) : IClassFixture<Consumer>
{
    [Fact]
    public void A_project_with_a_manifest_and_a_class_builds_and_runs_and_is_helped()
    {
        // One test, since each step builds on the one before.
        Assert.Equal("", consumer.Build());

        string output = Path.Combine(consumer.Folder, "out");
        var run = Command.Run("dotnet", RepositoryFiles.Path("samples", "OwnBlocks"), [Path.Combine(consumer.App, "bin", "Debug", "net10.0", "OwnBlocks.dll"), output]);
        Assert.True(run.ExitCode == 0, run.Output);
        Assert.StartsWith("6 shapes hidden in ", run.Output, StringComparison.Ordinal);
        Assert.True(new FileInfo(Path.Combine(output, "pixelated.jpg")).Length > 10_000);

        File.WriteAllText(Path.Combine(consumer.App, "Mistakes.cs"), """
            using OwnBlocks.Blocks;
            using Workflows.CodeFirst;

            internal static class Mistakes
            {
                internal static Workflow Make(ISelector<IAcceptsDetections> found)
                {
                    var pixelated = new PixelateV1("pixelated", Input.Image(), found).WithSize(1);
                    return Workflow.Create().WithOutput("image", pixelated.Image);
                }
            }
            """);
        File.WriteAllText(Path.Combine(consumer.App, "wrong.workflow.json"), """
            { "inputs": [], "outputs": [], "steps": [{ "type": "samples/pixelat@v1", "name": "pixelated" }] }
            """);
        string mistakes = consumer.Build("--no-restore", "-p:WithMistakes=true");
        Assert.Contains("Mistakes.cs(8,84): error WF0001: 'size' must be at least 2, but is 1", mistakes, StringComparison.Ordinal);
        Assert.Contains("wrong.workflow.json(1,52): error WF0102: There is no block of the type 'samples/pixelat@v1'; did you mean 'samples/pixelate@v1'?", mistakes, StringComparison.Ordinal);
    }
}
