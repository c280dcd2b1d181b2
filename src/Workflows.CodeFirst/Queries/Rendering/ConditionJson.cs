using System.Text.Json.Nodes;

namespace Workflows.CodeFirst;

/// <summary>A statement that is given as JSON.</summary>
internal sealed class ConditionJson(JsonObject statement) : QueryCondition
{
    private string? Type => statement["type"] is JsonValue type && type.TryGetValue(out string? text) ? text : null;

    internal override QueryCondition Negate() => new ConditionJson(Opposite(statement));

    internal override void WriteStatement(QueryWriter writer) => statement.WriteTo(writer.Json);

    internal override void WriteGroup(QueryWriter writer)
    {
        if (Type is "BinaryStatement" or "UnaryStatement")
        {
            base.WriteGroup(writer);
        }
        else
        {
            statement.WriteTo(writer.Json);
        }
    }

    private static JsonObject Opposite(JsonObject statement)
    {
        var opposite = (JsonObject)statement.DeepClone();
        if (statement["statements"] is JsonArray members)
        {
            opposite["operator"] = statement["operator"] is JsonValue joint && joint.TryGetValue(out string? text) && text == "and" ? "or" : "and";
            opposite["statements"] = new JsonArray([.. members.Select(static member => member is JsonObject one ? Opposite(one) : member?.DeepClone())]);
        }
        else
        {
            opposite["negate"] = !(statement["negate"] is JsonValue negate && negate.TryGetValue(out bool isNegated) && isNegated);
        }

        return opposite;
    }
}
