using System.Collections.Immutable;
using System.Text.Json;
using Workflows.CodeFirst.Runtime.Engine;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Serialization;

/// <summary>Writes the outputs of a workflow as JSON: lists for nested batches, dictionaries for wildcards, values by their kinds.</summary>
internal static class OutputWriter
{
    public static void Write(Utf8JsonWriter writer, CompiledOutput output, object? value, WriterOptions options) =>
        Write(writer, output, value, output.ListDepth, options);

    private static void Write(Utf8JsonWriter writer, CompiledOutput output, object? value, int depth, WriterOptions options)
    {
        if (depth > 0 && value is object?[] list)
        {
            writer.WriteStartArray();
            foreach (object? item in list)
            {
                Write(writer, output, item, depth - 1, options);
            }

            writer.WriteEndArray();
        }
        else if (output.IsWildcard && value is IReadOnlyDictionary<string, object?> members)
        {
            writer.WriteStartObject();
            foreach (var member in output.Members)
            {
                writer.WritePropertyName(member.Name);
                Write(writer, members[member.Name], member.Kinds, output.Name, options);
            }

            writer.WriteEndObject();
        }
        else
        {
            Write(writer, value, output.Members[0].Kinds, output.Name, options);
        }
    }

    /// <summary>Writes one value of one of <paramref name="kinds"/>.</summary>
    private static void Write(Utf8JsonWriter writer, object? value, ImmutableArray<string> kinds, string output, WriterOptions options)
    {
        if (!ValueWriter.TryWrite(writer, value, kinds, options))
        {
            throw new WorkflowRunException(new WorkflowError
            {
                Code = "unserialisable_output",
                Error = "ExecutionEngineRuntimeError",
                Message = $"The output '{output}' is {ValueNames.Describe(value)}, which cannot be written as JSON.",
                Context = "workflow_execution | output_construction",
            });
        }
    }
}
