using System.Text.Json;

namespace Workflows.CodeFirst.Conformance.Postprocess;

/// <summary>Cases that hold the input of others.</summary>
internal static class TensorOperations
{
    /// <summary>Every number must survive as a float, and a shape must fit its values.</summary>
    public static object RoundTrip(PostprocessCase item)
    {
        if (item.Output.TryGetProperty("shape", out var shape))
        {
            var tensor = item.Output.Tensor();
            if (tensor.Shape.Aggregate(1L, (product, dimension) => product * dimension) != tensor.Data.Length)
            {
                throw new SuiteException($"The shape {shape.GetRawText()} does not fit {tensor.Data.Length} values.");
            }
        }

        return Narrow(item.Output);
    }

    private static object Narrow(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().ToDictionary(member => member.Name, member => Narrow(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().Select(Narrow).ToArray(),
        JsonValueKind.Number => (double)(float)element.GetDouble(),
        _ => element,
    };
}
