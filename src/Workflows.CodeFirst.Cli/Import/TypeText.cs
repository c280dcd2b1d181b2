using System.Text.Json.Nodes;

namespace Workflows.CodeFirst.Cli.Import;

/// <summary>
/// The types that documentation pages print, such as <c>Dict[str, Union[float, int]]</c>: made of what a manifest accepts, and read into it.
/// </summary>
/// <remarks>
/// A page leaves selectors out and prints enumerations as <c>str</c>. Null shows only where several types are left: <c>Optional[…]</c> instead of
/// <c>Union[…]</c>.
/// </remarks>
internal sealed class TypeText(NestedSchemas schemas)
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["string"] = "str",
        ["integer"] = "int",
        ["float"] = "float",
        ["boolean"] = "bool",
        ["any"] = "Any",
    };

    /// <summary>What a page prints for the literals of a list of alternatives; null when there are none.</summary>
    public string? Of(JsonArray alternatives)
    {
        var types = new SortedSet<string>(StringComparer.Ordinal);
        bool takesNull = false;
        foreach (var alternative in alternatives)
        {
            string? literal = (string?)alternative!["literal"];
            takesNull |= literal == "null";
            if (literal is not (null or "null"))
            {
                types.UnionWith(OfLiteral(literal, alternative.AsObject()));
            }
        }

        return types.Count switch
        {
            0 => null,
            1 => types.Min,
            _ => $"{(takesNull ? "Optional" : "Union")}[{string.Join(", ", types)}]",
        };
    }

    private IEnumerable<string> OfLiteral(string literal, JsonObject alternative)
    {
        switch (literal)
        {
            case "list":
                return Of(alternative["items"]!.AsArray()) is { } item ? [$"List[{item}]"] : [];
            case "dict":
                return Of(alternative["values"]!.AsArray()) switch
                {
                    null => [],
                    "Any" => ["Dict[Any, Any]"],
                    var value => [$"Dict[str, {value}]"],
                };
            case "tuple":
                return [$"Tuple[{string.Join(", ", alternative["items"]!.AsArray().Select(place => Of(place!.AsArray()) ?? "Any"))}]"];
            case "object":
                string schema = (string)alternative["schema"]!;
                return schemas.MembersOf(schema) is { } members ? members : [schema];
            default:
                return [Names[literal]];
        }
    }

    /// <summary>Whether a page that prints <paramref name="page"/> agrees with a manifest that comes to <paramref name="manifest"/>.</summary>
    public bool Agree(string? page, string? manifest) =>
        page == manifest || (page is not null && manifest == "str" && !Names.ContainsValue(page) && page.All(char.IsLetterOrDigit) && !schemas.IsObject(page));

    /// <summary>The alternatives that a printed type stands for; null when the text is no type.</summary>
    public JsonArray? Parse(string text)
    {
        int position = 0;
        var made = Parse(text, ref position);
        return position == text.Length ? made : null;
    }

    private JsonArray? Parse(string text, ref int position)
    {
        int start = position;
        while (position < text.Length && (char.IsLetterOrDigit(text[position]) || text[position] == '_'))
        {
            position++;
        }

        string name = text[start..position];
        var arguments = new List<JsonArray>();
        if (position < text.Length && text[position] == '[')
        {
            do
            {
                position++;
                while (position < text.Length && text[position] == ' ')
                {
                    position++;
                }

                if (Parse(text, ref position) is not { } argument)
                {
                    return null;
                }

                arguments.Add(argument);
            }
            while (position < text.Length && text[position] == ',');
            if (position >= text.Length || text[position++] != ']')
            {
                return null;
            }
        }

        return Make(name, arguments);
    }

    private JsonArray? Make(string name, List<JsonArray> arguments) => (name, arguments) switch
    {
        ("", _) => null,
        ("Union", { Count: > 0 }) => Union(arguments),
        ("Optional", { Count: > 0 }) => [.. Union(arguments).Select(static alternative => alternative!.DeepClone()), Literal("null")],
        ("List", [var item]) => [With(Literal("list"), "items", item)],
        ("List" or "list", []) => [With(Literal("list"), "items", [Literal("any")])],
        ("Dict", [_, var value]) => [With(Literal("dict"), "values", value)],
        ("Dict" or "dict", []) => [With(Literal("dict"), "values", [Literal("any")])],
        ("Tuple", { Count: > 0 }) => [With(Literal("tuple"), "items", [.. arguments])],
        (_, { Count: > 0 }) => null,
        _ => [Named(name)],
    };

    private JsonArray Union(List<JsonArray> arguments)
    {
        var all = arguments.SelectMany(static argument => argument).Select(static alternative => alternative!.DeepClone()).ToList();
        return schemas.Collapse(all);
    }

    private JsonObject Named(string name) =>
        Names.FirstOrDefault(pair => pair.Value == name).Key is { } literal ? Literal(literal)
        : schemas.ValuesOf(name) is { } values ? With(Literal("string"), "enum", values)
        : schemas.IsObject(name) ? new JsonObject { ["literal"] = "object", ["schema"] = name }
        : name == "None" ? Literal("null")
        : Literal("any");

    private static JsonObject Literal(string type) => new() { ["literal"] = type };

    private static JsonObject With(JsonObject alternative, string member, JsonArray value)
    {
        alternative[member] = value;
        return alternative;
    }
}
