using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Workflows.CodeFirst.Json;

/// <summary>Rewrites the texts of a JSON tree.</summary>
internal static class JsonTexts
{
    /// <summary>Replaces every text for which <paramref name="map"/> returns something; the tree is changed in place where it can be.</summary>
    public static JsonNode? Map(JsonNode? node, Func<string, JsonNode?> map)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (string name in members.Select(member => member.Key).ToList())
                {
                    var old = members[name];
                    var mapped = Map(old, map);
                    if (!ReferenceEquals(old, mapped))
                    {
                        members[name] = mapped;
                    }
                }

                return members;
            case JsonArray items:
                for (int i = 0; i < items.Count; i++)
                {
                    var old = items[i];
                    var mapped = Map(old, map);
                    if (!ReferenceEquals(old, mapped))
                    {
                        items[i] = mapped;
                    }
                }

                return items;
            case JsonValue value when value.TryGetValue(out string? text):
                return map(text) ?? node;
            default:
                return node;
        }
    }
}

/// <summary>Serialises trees without reflection.</summary>
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class JsonContext : JsonSerializerContext;
