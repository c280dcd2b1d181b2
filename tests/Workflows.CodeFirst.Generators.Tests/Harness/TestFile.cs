using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Workflows.CodeFirst.Generators.Tests.Harness;

/// <summary>An additional file in memory.</summary>
internal sealed class TestFile(string path, string content) : AdditionalText
{
    private readonly SourceText text = SourceText.From(content);

    public override string Path { get; } = path;

    public string Content => text.ToString();

    public override SourceText GetText(CancellationToken cancellationToken = default) => text;
}
