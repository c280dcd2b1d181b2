using System.Collections.Immutable;

namespace Workflows.CodeFirst;

/// <summary>A selector that was read from JSON: known by its text only.</summary>
internal sealed class ParsedSelector(string text) : ISelector
{
    public string Text { get; } = text;

    public ImmutableArray<string> Kinds => ["*"];

    ISelectorTarget? ISelector.Target => null;

    public override string ToString() => Text;
}
