using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Workflows.CodeFirst.Json;

/// <summary>The values that a step is configured with, defaults included.</summary>
internal static class StepValues
{
    /// <summary>The JSON of a property's value; null when it has neither value nor default.</summary>
    public static string? ToJson(Step step, int property)
    {
        if (step.Values[property] is not { } value)
        {
            return step.Manifest.Properties[property].DefaultJson;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            WorkflowWriter.WriteValue(writer, value);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
