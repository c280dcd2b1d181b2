using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using Workflows.CodeFirst.Json;

namespace Workflows.CodeFirst.CodeGeneration;

/// <summary>Writes the declaration of an input.</summary>
[RequiresUnreferencedCode(WorkflowSource.Reflection)]
[RequiresDynamicCode(WorkflowSource.Reflection)]
internal sealed class InputWriter(string indentation)
{
    private static readonly Dictionary<string, PropertyInfo> Kinds = typeof(Kind)
        .GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Where(static property => property.PropertyType.IsSubclassOf(typeof(Kind)))
        .ToDictionary(static property => ((Kind)property.GetValue(null)!).Name, StringComparer.Ordinal);

    /// <summary>The expression and its type.</summary>
    public Variable Write(WorkflowInput input)
    {
        string name = CSharpText.Literal(input.Name);
        if (WorkflowNames.IsReferable(input.Name))
        {
            if (input.Type == WorkflowInputType.Image && InputTypes.IsDefaultKind(input))
            {
                return new($"Input.Image({(input.Name == "image" ? "" : name)})", typeof(InputSelector<IImageKind>));
            }

            if (input.Type == WorkflowInputType.VideoMetadata && InputTypes.IsDefaultKind(input))
            {
                return new($"Input.VideoMetadata({(input.Name == "video_metadata" ? "" : name)})", typeof(InputSelector<IVideoMetadataKind>));
            }

            if (input.Kinds is [var only] && Kinds.TryGetValue(only, out var kind) && Typed(input, name, kind) is { } typed)
            {
                return new(typed, typeof(InputSelector<>).MakeGenericType(kind.PropertyType.GetGenericArguments()[0]));
            }
        }

        return new(General(input, name), typeof(InputSelector<IAnyKind>));
    }

    private string? Typed(WorkflowInput input, string name, PropertyInfo kind)
    {
        switch (input.Type)
        {
            case WorkflowInputType.Batch:
                return $"Input.Batch(Kind.{kind.Name}, {name}{(input.Dimensionality == 1 ? "" : $", {input.Dimensionality}")})";
            case WorkflowInputType.Parameter when input.DefaultValue.ValueKind == JsonValueKind.Null:
                return $"Input.Parameter(Kind.{kind.Name}, {name})";
            case WorkflowInputType.Parameter:
                return Default(kind.PropertyType.GetGenericArguments()[1], input.DefaultValue) is { } value ? $"Input.Parameter(Kind.{kind.Name}, {name}, {value})" : null;
            default:
                return null;
        }
    }

    /// <summary>The default, where an argument of the kind's type is written to exactly the same JSON.</summary>
    private string? Default(Type type, JsonElement json)
    {
        bool any = type == typeof(object);
        switch (json.ValueKind)
        {
            case JsonValueKind.String when any || type == typeof(string):
                return CSharpText.Literal(json.GetString()!);
            case JsonValueKind.True or JsonValueKind.False when any || type == typeof(bool):
                return CSharpText.Literal(json.GetBoolean());
            case JsonValueKind.Number when (any || type == typeof(long)) && json.TryGetInt64(out long whole):
                return CSharpText.Literal(whole) + (any ? "L" : "");
            case JsonValueKind.Number when (any || type == typeof(double)) && !JsonValues.IsInteger(json) && json.TryGetDouble(out double number) && double.IsFinite(number):
                return CSharpText.Literal(number);
            default:
                return any ? $"JsonElement.Parse({CSharpText.RawJson(json, indentation)})" : null;
        }
    }

    private string General(WorkflowInput input, string name)
    {
        var members = ImmutableArray.CreateBuilder<string>();
        members.Add($"Type = WorkflowInputType.{input.Type}");
        members.Add($"Name = {name}");
        members.Add($"Kinds = [{string.Join(", ", input.Kinds.Select(CSharpText.Literal))}]");
        members.Add($"Dimensionality = {input.Dimensionality}");
        if (input.DefaultValue.ValueKind != JsonValueKind.Null)
        {
            members.Add($"DefaultValue = JsonElement.Parse({CSharpText.RawJson(input.DefaultValue, indentation)})");
        }

        return $"Input.From(new WorkflowInput {{ {string.Join(", ", members)} }})";
    }
}
