using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workflows.CodeFirst.Cli.Import;

/// <summary>Makes a property of what a page says about it.</summary>
internal static class PageProperty
{
    // The kind by which pages mark a step to go on with.
    private const string Step = "step";

    private static readonly TypeText Types = new(NestedSchemas.Core);

    /// <exception cref="InputException">The printed type is none.</exception>
    public static ImportedProperty Make(PageText page, string name, PageRow? row, PageBinding? binding, JsonNode? example)
    {
        var literals = row is null ? [] : Types.Parse(row.Type) ?? throw page.Wrong(row.Line, $"'{row.Type}', the type of '{name}', is not understood.");
        ImmutableArray<string> kinds = binding?.Kinds ?? [];
        var manifest = new JsonObject { ["name"] = name };
        if (row is null && binding is not null)
        {
            manifest["required"] = true;
        }

        manifest["description"] = Sentences.First(row?.Description ?? binding?.Description ?? "") ?? "Not described.";
        manifest["accepts"] = Accepts(literals, kinds, row is null ? example : null);
        return new(name, manifest, States(row, kinds));
    }

    private static ImmutableArray<Statement> States(PageRow? row, ImmutableArray<string> kinds)
    {
        string? type = row?.Type;
        return
        [
            new("type", type ?? "none", manifest => Types.Of(manifest["accepts"]!.AsArray()) is var known && Types.Agree(type, known) ? type ?? "none" : known ?? "none"),
            new("kinds", ManifestTexts.Set(kinds), static manifest => ManifestTexts.Set(ManifestTexts.KindsOf(manifest["accepts"]!.AsArray()))),
        ];
    }

    // Selectors first: a text that looks like one is meant as one. Where a property takes nothing else, the example shows whether it takes several.
    private static JsonArray Accepts(JsonArray literals, ImmutableArray<string> kinds, JsonNode? example)
    {
        var accepts = new JsonArray();
        if (!kinds.IsEmpty)
        {
            JsonNode selector = kinds is [Step] ? new JsonObject { ["target"] = true } : new JsonObject { ["selector"] = new JsonArray([.. kinds]) };
            accepts.Add(example switch
            {
                JsonArray => new JsonObject { ["literal"] = "list", ["items"] = new JsonArray(selector) },
                JsonObject => new JsonObject { ["literal"] = "dict", ["values"] = new JsonArray(selector) },
                _ => selector,
            });
        }

        foreach (var literal in literals)
        {
            accepts.Add(literal!.DeepClone());
        }

        if (accepts.Count == 0)
        {
            accepts.Add(new JsonObject { ["literal"] = "any" });
        }

        return accepts;
    }
}
