using Workflows.CodeFirst.Generators.Tests.Harness;

namespace Workflows.CodeFirst.Generators.Tests;

public sealed class EmissionTests
{
    [Fact]
    public void Every_committed_manifest_generates_code_without_a_warning()
    {
        var run = GeneratorRun.Of(ManifestFiles.Committed.Prepend(ManifestFiles.Kinds));

        Check.None(run.Diagnostics);
        Check.None(run.Output.Complaints());
    }
}
