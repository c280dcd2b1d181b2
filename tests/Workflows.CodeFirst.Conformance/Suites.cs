using Workflows.CodeFirst.Conformance.Blocks;
using Workflows.CodeFirst.Conformance.Engine;
using Workflows.CodeFirst.Conformance.Execution;
using Workflows.CodeFirst.Conformance.Models;
using Workflows.CodeFirst.Conformance.Postprocess;
using Workflows.CodeFirst.Conformance.Uql;

namespace Workflows.CodeFirst.Conformance;

/// <summary>Every suite there is; the one place to add one.</summary>
public static class Suites
{
    public static IReadOnlyList<ISuite> All { get; } =
    [
        new PostprocessSuite(),
        new ModelsSuite(),
        new ValidationSuite(),
        new ExecutionSuite(),
        new ManifestSuite(),
        new BlocksSuite(),
        new UqlSuite(),
    ];
}
