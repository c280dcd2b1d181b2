using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Workflows.CodeFirst.Json;

/// <summary>Writes workflows in standard JSON.</summary>
internal static class WorkflowWriter
{
    // Workflow files are read and edited by people: no \u0027 for an apostrophe. They are not meant to be pasted into HTML.
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(Workflow workflow)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, workflow);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, Workflow workflow)
    {
        writer.WriteStartObject();
        writer.WriteString("version", workflow.Version);
        if (workflow.Name is not null)
        {
            writer.WriteString("name", workflow.Name);
        }

        writer.WriteStartArray("inputs");
        foreach (var input in workflow.Inputs)
        {
            WriteInput(writer, input);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("steps");
        foreach (var step in workflow.Steps)
        {
            WriteStep(writer, step);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("outputs");
        foreach (var output in workflow.Outputs)
        {
            WriteOutput(writer, output);
        }

        writer.WriteEndArray();
        WriteMembers(writer, workflow.ExtraMembers);
        writer.WriteEndObject();
    }

    private static void WriteInput(Utf8JsonWriter writer, WorkflowInput input)
    {
        writer.WriteStartObject();
        writer.WriteString("type", InputTypes.NameOf(input.Type));
        writer.WriteString("name", input.Name);
        if (!InputTypes.IsDefaultKind(input))
        {
            writer.WriteStartArray("kind");
            foreach (string kind in input.Kinds)
            {
                writer.WriteStringValue(kind);
            }

            writer.WriteEndArray();
        }

        if (input.Type == WorkflowInputType.Batch)
        {
            writer.WriteNumber("dimensionality", input.Dimensionality);
        }

        if (input.Type == WorkflowInputType.Parameter && input.DefaultValue.ValueKind != JsonValueKind.Null)
        {
            writer.WritePropertyName("default_value");
            input.DefaultValue.WriteTo(writer);
        }

        WriteMembers(writer, input.ExtraMembers);
        writer.WriteEndObject();
    }

    private static void WriteStep(Utf8JsonWriter writer, Step step)
    {
        writer.WriteStartObject();
        writer.WriteString("type", step.Manifest.Type);
        writer.WriteString("name", step.Name);
        for (int i = 0; i < step.Values.Length; i++)
        {
            if (step.Values[i] is { } value)
            {
                writer.WritePropertyName(step.Manifest.Properties[i].Name);
                WriteValue(writer, value);
            }
        }

        WriteMembers(writer, step.ExtraMembers);
        writer.WriteEndObject();
    }

    public static void WriteValue(Utf8JsonWriter writer, PropertyValue value)
    {
        switch (value)
        {
            case PropertyValue.Literal literal:
                literal.Json.WriteTo(writer);
                break;
            case PropertyValue.Reference reference:
                writer.WriteStringValue(reference.Selector.Text);
                break;
            case PropertyValue.Target target:
                writer.WriteStringValue(target.Text);
                break;
            case PropertyValue.List list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                {
                    WriteValue(writer, item);
                }

                writer.WriteEndArray();
                break;
            case PropertyValue.Dictionary dictionary:
                writer.WriteStartObject();
                foreach (var (key, item) in dictionary.Entries)
                {
                    writer.WritePropertyName(key);
                    WriteValue(writer, item);
                }

                writer.WriteEndObject();
                break;
        }
    }

    private static void WriteOutput(Utf8JsonWriter writer, WorkflowOutput output)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "JsonField");
        writer.WriteString("name", output.Name);
        writer.WriteString("selector", output.Selector.Text);
        if (output.Coordinates == CoordinatesSystem.Own)
        {
            writer.WriteString("coordinates_system", "own");
        }

        WriteMembers(writer, output.ExtraMembers);
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, System.Collections.Immutable.ImmutableArray<KeyValuePair<string, JsonElement>> members)
    {
        foreach (var (name, value) in members)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }
    }
}
