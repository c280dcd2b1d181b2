using System.Collections;
using System.Text.Json;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Serialization;

/// <summary>Understands values for inputs that come without types: from JSON, from a command line, from a dictionary.</summary>
internal static class UntypedInputs
{
    /// <summary>The binding for an input: lists are batches where the input takes one.</summary>
    public static InputBinding Bind(WorkflowInput input, object? value)
    {
        if (value is JsonElement json)
        {
            value = Plain(input.Name, json);
        }

        if (input.Type == WorkflowInputType.Parameter)
        {
            return new(input.Name, value);
        }

        return value switch
        {
            IList and not (byte[] or IReadOnlyDictionary<string, object?>) => new(input.Name, value, isBatch: true),
            IEnumerable<Image> images => new(input.Name, images.ToArray(), isBatch: true),
            IEnumerable<string> texts => new(input.Name, texts.ToArray(), isBatch: true),
            _ => new(input.Name, value),
        };
    }

    /// <summary>The plain value of JSON that was given for an input.</summary>
    /// <exception cref="WorkflowRunException">An escape in a text stands for half a character.</exception>
    public static object? Plain(string input, JsonElement json)
    {
        try
        {
            return PlainValues.Of(json);
        }
        catch (InvalidOperationException e)
        {
            throw new WorkflowRunException(
                new WorkflowError
                {
                    Code = WorkflowErrorCodes.InvalidValue,
                    Error = "RuntimeInputError",
                    Message = $"The input '{input}' has a text with half a character: an escaped surrogate without its other half.",
                    Path = $"$.inputs.{input}",
                    Context = "workflow_execution | runtime_input_validation",
                },
                e);
        }
    }
}
