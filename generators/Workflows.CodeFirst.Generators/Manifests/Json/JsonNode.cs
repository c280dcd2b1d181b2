using System.Collections.Generic;
using Microsoft.CodeAnalysis.Text;

namespace Workflows.CodeFirst.Generators.Manifests.Json;

internal enum JsonKind
{
    Object,
    Array,
    String,
    Number,
    True,
    False,
    Null,
}

/// <summary>A JSON value that knows where it stands, so that a diagnostic can point at it.</summary>
internal sealed class JsonNode(JsonKind kind, TextSpan span, string text = "")
{
    public JsonKind Kind { get; } = kind;

    public TextSpan Span { get; } = span;

    /// <summary>A string's value, a number as it was written.</summary>
    public string Text { get; } = text;

    public IReadOnlyList<JsonNode> Items { get; init; } = [];

    public IReadOnlyList<JsonMember> Members { get; init; } = [];

    /// <summary>The value of a member of an object; null when there is none.</summary>
    public JsonNode? Find(string member)
    {
        foreach (var candidate in Members)
        {
            if (candidate.Name == member)
            {
                return candidate.Value;
            }
        }

        return null;
    }

    /// <summary>Where the value begins, for what is wrong with an object or array as a whole.</summary>
    public TextSpan Start => Kind is JsonKind.Object or JsonKind.Array ? new(Span.Start, 1) : Span;
}

internal sealed class JsonMember(string name, TextSpan nameSpan, JsonNode value)
{
    public string Name { get; } = name;

    public TextSpan NameSpan { get; } = nameSpan;

    public JsonNode Value { get; } = value;
}
