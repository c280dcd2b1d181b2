using System.Collections.Immutable;
using System.Text.Json;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Json;

/// <summary>Reads configuration objects by their schemas, and says what is wrong with one.</summary>
internal static class ObjectReader
{
    /// <summary>Whether an object fits a schema; the outcome has its values in their proper JSON form.</summary>
    public static Fit Read(JsonElement json, string? schema, out JsonElement value)
    {
        value = json;
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Fit.None;
        }

        if (Resolve(json, schema) is not { } fields)
        {
            return schema is null || ObjectSchemas.Find(schema) is null ? Fit.Exact : Fit.None;
        }

        var worst = Fit.Exact;
        bool changed = false;
        var members = new List<KeyValuePair<string, JsonElement>>();
        foreach (var member in json.EnumerateObject())
        {
            var read = member.Value;
            if (Find(fields, member.Name) is { } field)
            {
                var fit = LiteralReader.Read(member.Value, field.Accepts, default, out read);
                worst = fit > worst ? fit : worst;
                changed |= fit == Fit.Lax;
            }

            members.Add(new(member.Name, read));
        }

        foreach (var field in fields.Members)
        {
            if (field.Required && !json.TryGetProperty(field.Name, out _))
            {
                worst = Fit.Violates;
            }
        }

        value = changed && worst < Fit.Violates ? JsonValues.OfObject(members) : json;
        return worst == Fit.None ? Fit.Violates : worst;
    }

    /// <summary>Whether an object that is to be of one particular schema lacks members that it needs.</summary>
    public static bool LacksMembers(JsonElement json, string? schema) =>
        schema is not null
        && ObjectSchemas.Find(schema) is ObjectSchema.Fields fields
        && ((!fields.Tags.IsEmpty && !json.TryGetProperty("type", out _)) || fields.Members.Any(field => field.Required && !json.TryGetProperty(field.Name, out _)));

    /// <summary>The first thing that is wrong inside a value, with its path; null when nothing can be said in particular.</summary>
    public static (string Path, string Message)? Explain(JsonElement json, ImmutableArray<Alternative> alternatives, string path)
    {
        if (LiteralReader.Read(json, alternatives, default, out _) < Fit.Violates)
        {
            return null;
        }

        switch (json.ValueKind)
        {
            case JsonValueKind.Array:
                var items = Items(alternatives, LiteralType.List);
                int index = 0;
                foreach (var item in json.EnumerateArray())
                {
                    if (!items.IsEmpty && Explain(item, items, $"{path}[{index}]") is { } problem)
                    {
                        return problem;
                    }

                    index++;
                }

                return null;
            case JsonValueKind.Object when Schemas(alternatives) is { Count: > 0 } schemas:
                return ExplainObject(json, schemas, path);
            case JsonValueKind.Object:
                var values = Items(alternatives, LiteralType.Dictionary);
                foreach (var member in json.EnumerateObject())
                {
                    if (!values.IsEmpty && Explain(member.Value, values, $"{path}.{member.Name}") is { } problem)
                    {
                        return problem;
                    }
                }

                return null;
            default:
                return (path, $"expected {Expectations.Describe(alternatives)}, but got {Expectations.DescribeFound(json)}");
        }
    }

    private static (string Path, string Message)? ExplainObject(JsonElement json, List<string> schemas, string path)
    {
        var candidates = schemas.SelectMany(Expand).ToList();
        string? tag = json.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;
        var fields = candidates.Find(candidate => candidate.Tags.IsEmpty || (tag is not null && candidate.Tags.Contains(tag)));
        if (fields is null)
        {
            var tags = candidates.SelectMany(candidate => candidate.Tags).ToList();
            string choice = tags.Count == 1 ? $"\"{tags[0]}\"" : $"one of {string.Join(", ", tags.Select(known => $"\"{known}\""))}";
            return tag is null
                ? (path, $"the object lacks a 'type', which is {choice}")
                : ($"{path}.type", $"there is no \"{tag}\" here. {Suggestions.DidYouMean(tag, tags) ?? $"It is {choice}."}");
        }

        foreach (var field in fields.Members)
        {
            if (!json.TryGetProperty(field.Name, out var member))
            {
                if (field.Required)
                {
                    return (path, $"'{field.Name}' is missing: {Expectations.Describe(field)}");
                }
            }
            else if (LiteralReader.Read(member, field.Accepts, default, out _) >= Fit.Violates)
            {
                string place = $"{path}.{field.Name}";
                return Explain(member, field.Accepts, place) ?? (place, $"expected {Expectations.Describe(field)}, but got {Expectations.DescribeFound(member)}");
            }
        }

        return null;
    }

    /// <summary>The schema that an object is to be read by: of several, the one that its <c>type</c> names.</summary>
    private static ObjectSchema.Fields? Resolve(JsonElement json, string? schema)
    {
        if (schema is null)
        {
            return null;
        }

        string? tag = json.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;
        foreach (var candidate in Expand(schema))
        {
            if (candidate.Tags.IsEmpty || (tag is not null && candidate.Tags.Contains(tag)))
            {
                return candidate;
            }
        }

        return null;
    }

    private static IEnumerable<ObjectSchema.Fields> Expand(string schema) => ObjectSchemas.Find(schema) switch
    {
        ObjectSchema.OneOf choice => choice.Schemas.SelectMany(Expand),
        ObjectSchema.Fields fields => [fields],
        _ => [],
    };

    private static PropertyManifest? Find(ObjectSchema.Fields fields, string name)
    {
        foreach (var field in fields.Members)
        {
            if (field.Name == name)
            {
                return field;
            }
        }

        return null;
    }

    private static ImmutableArray<Alternative> Items(ImmutableArray<Alternative> alternatives, LiteralType container)
    {
        foreach (var alternative in alternatives)
        {
            if (alternative is LiteralAlternative literal && literal.Type == container)
            {
                return literal.Items;
            }
        }

        return [];
    }

    private static List<string> Schemas(ImmutableArray<Alternative> alternatives) =>
        [.. alternatives.OfType<LiteralAlternative>().Where(literal => literal.Type == LiteralType.Object && literal.Schema is not null).Select(literal => literal.Schema!)];
}
