using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Workflows.CodeFirst.Benchmarks;

/// <summary>A manifest in memory.</summary>
internal sealed class ManifestText(string path, string content) : AdditionalText
{
    private readonly SourceText source = SourceText.From(content);

    public override string Path { get; } = path;

    public string Text => content;

    public override SourceText GetText(CancellationToken cancellationToken = default) => source;
}

/// <summary>Says which file is what, as the library's project does.</summary>
internal sealed class ManifestOptions : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Values("build_property.RootNamespace", "Workflows.CodeFirst");

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
        new Values("build_metadata.AdditionalFiles.WorkflowManifest", System.IO.Path.GetFileName(textFile.Path) == "kinds.json" ? "Kinds" : "Blocks");

    private sealed class Values(string key, string text) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string asked, [NotNullWhen(true)] out string? value)
        {
            value = asked == key ? text : null;
            return value is not null;
        }
    }
}
