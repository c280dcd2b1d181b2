using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.CodeFirst.Cli.Import;

/// <summary>A value in a JSON text that knows where it stands, so that what is wrong with it can be said.</summary>
/// <param name="Source">The file or address.</param>
/// <param name="Path">The place in the text, such as <c>$.blocks[3].block_schema</c>.</param>
/// <param name="Value">The value.</param>
internal readonly record struct JsonPlace(string Source, string Path, JsonNode? Value)
{
    public bool Has(string name) => (Value as JsonObject)?[name] is not null;

    public bool IsTrue(string name) => (Value as JsonObject)?[name] is JsonValue flag && flag.GetValueKind() == JsonValueKind.True;

    /// <exception cref="InputException">There is none.</exception>
    public JsonPlace Member(string name) => Value is not JsonObject members
        ? throw Wrong("an object should stand here")
        : members.TryGetPropertyValue(name, out var value) ? this with { Path = $"{Path}.{name}", Value = value } : throw Wrong($"it lacks '{name}'");

    /// <exception cref="InputException">It is no list.</exception>
    public IEnumerable<JsonPlace> Items()
    {
        var place = this;
        return Value is JsonArray items
            ? items.Select((item, i) => place with { Path = $"{place.Path}[{i}]", Value = item })
            : throw Wrong("a list should stand here");
    }

    /// <exception cref="InputException">It is no object.</exception>
    public IEnumerable<(string Name, JsonPlace Value)> Members()
    {
        var place = this;
        return Value is JsonObject members
            ? members.Select(member => (member.Key, place with { Path = $"{place.Path}.{member.Key}", Value = member.Value }))
            : throw Wrong("an object should stand here");
    }

    /// <exception cref="InputException">It is no text, or an empty one.</exception>
    public string Text() => Value is JsonValue text && text.GetValueKind() == JsonValueKind.String && (string?)text is { Length: > 0 } found ? found : throw Wrong("a text should stand here");

    /// <summary>The text of a member; empty when it is absent or no text.</summary>
    public string TextOrEmpty(string name) => (Value as JsonObject)?[name] is JsonValue text && text.GetValueKind() == JsonValueKind.String ? (string)text! : "";

    /// <exception cref="InputException">It is no whole number.</exception>
    public int Integer() => Value is JsonValue number && number.GetValueKind() == JsonValueKind.Number && number.TryGetValue(out int found) ? found : throw Wrong("a whole number should stand here");

    public InputException Wrong(string message) => new($"{Source}: {Path}: {message}.");
}
