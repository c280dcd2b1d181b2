using System.Text.Json;

namespace Workflows.CodeFirst.Conformance.Postprocess;

/// <summary>One case of <c>cases.json</c> with what it refers to.</summary>
internal sealed class PostprocessCase(JsonElement element, IReadOnlyDictionary<string, JsonElement> all)
{
    public string Id => element.GetProperty("id").GetString()!;

    public string Operation => element.GetProperty("op").GetString()!;

    /// <summary>Whether the case is about packages of the legacy format.</summary>
    public bool IsLegacy => element.GetProperty("path").GetString() == "legacy";

    public JsonElement Params => element.GetProperty("params");

    public JsonElement Input => element.GetProperty("input");

    public JsonElement Output => element.GetProperty("output");

    /// <summary>A parameter; null where it is absent or null.</summary>
    public JsonElement? Optional(string name) =>
        Params.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>The case that <c>input.ref</c> names.</summary>
    public PostprocessCase Referenced
    {
        get
        {
            string id = Input.GetProperty("ref").GetString() ?? throw new SuiteException("The case refers to no other case.");
            return all.TryGetValue(id, out var other)
                ? new(other, all)
                : throw new SuiteException($"The case refers to '{id}', which is not in the file.");
        }
    }

    /// <summary>The input's member, or that of the output of the case it refers to.</summary>
    public JsonElement InputOrReferenced(string name) => Input.TryGetProperty(name, out var value) ? value : Referenced.Output.GetProperty(name);
}
