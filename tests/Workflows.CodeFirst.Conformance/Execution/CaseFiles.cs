using System.Collections.Concurrent;
using System.Text.Json;

namespace Workflows.CodeFirst.Conformance.Execution;

/// <summary>The picture files that cases refer to by name.</summary>
internal sealed class CaseFiles(string folder)
{
    private readonly ConcurrentDictionary<string, string> texts = new(StringComparer.Ordinal);

    /// <summary>The file as base64.</summary>
    public string Base64(string name) => texts.GetOrAdd(name, file => Convert.ToBase64String(File.ReadAllBytes(Path.Combine(folder, file))));

    /// <summary>The inputs of a run, with files put in.</summary>
    public Dictionary<string, object?> Expand(JsonElement inputs) =>
        inputs.EnumerateObject().ToDictionary(input => input.Name, input => ExpandValue(input.Value), StringComparer.Ordinal);

    private object? ExpandValue(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                return value.EnumerateArray().Select(ExpandValue).ToArray();
            case JsonValueKind.Object when value.TryGetProperty("$b64file", out var file):
                return Base64(file.GetString()!);
            case JsonValueKind.Object:
                var members = new Dictionary<string, object?>(StringComparer.Ordinal);
                foreach (var member in value.EnumerateObject())
                {
                    if (member.Name == "$image")
                    {
                        members["type"] = "base64";
                        members["value"] = Base64(member.Value.GetString()!);
                    }
                    else
                    {
                        members[member.Name] = ExpandValue(member.Value);
                    }
                }

                return members;
            case JsonValueKind.String:
                return value.GetString();
            case JsonValueKind.Number:
                return value.TryGetInt64(out long whole) ? (object)whole : value.GetDouble();
            case JsonValueKind.True or JsonValueKind.False:
                return value.GetBoolean();
            default:
                return null;
        }
    }
}
