using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Workflows.CodeFirst.Generators.Tests.Harness;

/// <summary>What the project file says: the root namespace, and which additional file is what.</summary>
internal sealed class TestOptions(string rootNamespace, bool ownsKinds) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(new() { ["build_property.RootNamespace"] = rootNamespace });

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values([]);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => System.IO.Path.GetFileName(textFile.Path) switch
    {
        "kinds.json" => Role(ownsKinds ? "Kinds" : "KnownKinds"),
        var name when name.EndsWith(".workflow.json", StringComparison.Ordinal) => new Values([]),
        var name when name.EndsWith(".json", StringComparison.Ordinal) => Role("Blocks"),
        _ => new Values([]),
    };

    private static Values Role(string role) => new(new() { ["build_metadata.AdditionalFiles.WorkflowManifest"] = role });

    private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
