using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Workflows.CodeFirst.Runtime.Engine;
using Workflows.CodeFirst.Runtime.Serialization;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime;

/// <summary>The outputs of a workflow for one image (or other element of the batch it was run on).</summary>
public sealed class WorkflowResult
{
    private readonly ResultShape shape;
    private readonly object?[] values;

    internal WorkflowResult(ResultShape shape, object?[] values)
    {
        this.shape = shape;
        this.values = values;
    }

    /// <summary>The names of the outputs, in the order of the workflow.</summary>
    public ImmutableArray<string> Names => shape.Names;

    /// <summary>
    /// The value of an output, null where its step did not run. Outputs nested deeper than the batch are lists (<c>object?[]</c>), one level
    /// for each level of nesting.
    /// </summary>
    /// <param name="name">The output's name.</param>
    /// <exception cref="KeyNotFoundException">The workflow has no such output.</exception>
    public object? this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            int index = shape.FindName(name);
            return index >= 0
                ? values[index]
                : throw new KeyNotFoundException($"The workflow has no output named '{name}'. {Suggestions.DidYouMean(name, Names) ?? $"Its outputs: {string.Join(", ", Names)}."}");
        }
    }

    /// <summary>The value that an output of the workflow takes from <paramref name="selector"/>.</summary>
    /// <typeparam name="T">The type of the kind's values.</typeparam>
    /// <param name="selector">A selector that is an output of the workflow.</param>
    /// <exception cref="KeyNotFoundException">The selector is no output of the workflow.</exception>
    /// <exception cref="InvalidOperationException">There is no value because the step did not run for this element, or the output is a list.</exception>
    public T Get<T>(ISelector<IKind<T>> selector) => TryGet(selector, out var value)
        ? value
        : throw new InvalidOperationException($"'{selector.Text}' has no value: its step did not run for this element. Use {nameof(TryGet)} where that may happen.");

    /// <summary>The value that an output of the workflow takes from <paramref name="selector"/>, if its step ran.</summary>
    /// <typeparam name="T">The type of the kind's values.</typeparam>
    /// <param name="selector">A selector that is an output of the workflow.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether there is a value.</returns>
    /// <exception cref="KeyNotFoundException">The selector is no output of the workflow.</exception>
    /// <exception cref="InvalidOperationException">The output is a list.</exception>
    public bool TryGet<T>(ISelector<IKind<T>> selector, [MaybeNullWhen(false)] out T value)
    {
        int index = Find(selector);
        if (shape.Outputs[index].ListDepth > 0)
        {
            throw new InvalidOperationException($"'{selector.Text}' has several values for each element: use {nameof(GetAll)}.");
        }

        return TryConvert(selector, values[index], out value);
    }

    /// <summary>All values that an output of the workflow takes from <paramref name="selector"/>: those of all crops of the image, say. Missing values are left out.</summary>
    /// <typeparam name="T">The type of the kind's values.</typeparam>
    /// <param name="selector">A selector that is an output of the workflow.</param>
    /// <exception cref="KeyNotFoundException">The selector is no output of the workflow.</exception>
    public IReadOnlyList<T> GetAll<T>(ISelector<IKind<T>> selector)
    {
        int index = Find(selector);
        var found = new List<T>();
        Collect(values[index], shape.Outputs[index].ListDepth);
        return found;

        void Collect(object? value, int depth)
        {
            if (depth > 0 && value is object?[] list)
            {
                foreach (object? item in list)
                {
                    Collect(item, depth - 1);
                }
            }
            else if (TryConvert(selector, value, out T? converted))
            {
                found.Add(converted!);
            }
        }
    }

    /// <summary>All outputs as JSON, in the shape in which the reference engine serialises them. Images are base64 JPEG.</summary>
    /// <param name="indented">Whether to break lines.</param>
    public string ToJson(bool indented = true)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new() { Indented = indented }))
        {
            WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes all outputs as a JSON object, in the shape in which the reference engine serialises them.</summary>
    /// <param name="writer">The writer.</param>
    public void WriteTo(Utf8JsonWriter writer) => WriteTo(writer, ImageFileFormat.Jpeg);

    /// <summary>Writes all outputs as a JSON object.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="images">How images are encoded; the reference engine uses JPEG.</param>
    public void WriteTo(Utf8JsonWriter writer, ImageFileFormat images)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        for (int i = 0; i < values.Length; i++)
        {
            writer.WritePropertyName(shape.Outputs[i].Name);
            OutputWriter.Write(writer, shape.Outputs[i], values[i], new(images, shape.Compatibility));
        }

        writer.WriteEndObject();
    }

    private int Find(ISelector selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        int index = shape.FindSelector(selector.Text);
        return index >= 0
            ? index
            : throw new KeyNotFoundException($"'{selector.Text}' is no output of the workflow: add it with WithOutput. Its outputs: {string.Join(", ", shape.Outputs.Select(output => output.Selector))}.");
    }

    private static bool TryConvert<T>(ISelector selector, object? value, [MaybeNullWhen(false)] out T converted)
    {
        if (value is null)
        {
            converted = default;
            return false;
        }

        return ValueConversion.TryConvert(value, out converted)
            ? true
            : throw new InvalidOperationException($"'{selector.Text}' is {ValueNames.Describe(value)}, not {ValueNames.Expected<T>()}.");
    }
}
