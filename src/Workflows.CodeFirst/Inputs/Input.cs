using System.Globalization;
using System.Text.Json;

namespace Workflows.CodeFirst;

/// <summary>Declares the inputs of workflows.</summary>
public static partial class Input
{
    /// <summary>An image input; a run takes one image or a batch of them.</summary>
    /// <param name="name">The name, unique among the inputs.</param>
    /// <exception cref="ArgumentException">The name is empty or cannot be referred to by a selector.</exception>
    public static InputSelector<IImageKind> Image(string name = "image") => Of<IImageKind>(WorkflowInputType.Image, name, "image", 1);

    /// <summary>Frame numbers, times and sources that accompany the images of a video.</summary>
    /// <param name="name">The name, unique among the inputs.</param>
    /// <exception cref="ArgumentException">The name is empty or cannot be referred to by a selector.</exception>
    public static InputSelector<IVideoMetadataKind> VideoMetadata(string name = "video_metadata") => Of<IVideoMetadataKind>(WorkflowInputType.VideoMetadata, name, "video_metadata", 1);

    /// <summary>
    /// An input exactly as described, for what the other methods do not express: several kinds, kinds that this library does not know. The
    /// compiler lets it be connected anywhere; whether it fits is found when the workflow is checked.
    /// </summary>
    /// <param name="input">The declaration; its name may be any text, but not every name can be referred to by a selector.</param>
    public static InputSelector<IAnyKind> From(WorkflowInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new(input);
    }

    /// <summary>One value an element of the batch, of any kind.</summary>
    /// <typeparam name="TKind">The kind's interface.</typeparam>
    /// <typeparam name="TValue">The type of its values.</typeparam>
    /// <param name="kind">The kind.</param>
    /// <param name="name">The name, unique among the inputs.</param>
    /// <param name="dimensionality">Depth of nesting, 1 or more.</param>
    /// <exception cref="ArgumentException">The name is empty or cannot be referred to by a selector.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The dimensionality is below 1.</exception>
    public static InputSelector<TKind> Batch<TKind, TValue>(Kind<TKind, TValue> kind, string name, int dimensionality = 1)
        where TKind : IKind<TValue>
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensionality, 1);
        return Of<TKind>(WorkflowInputType.Batch, name, kind.Name, dimensionality);
    }

    /// <summary>One value for the whole run, null when none is given.</summary>
    /// <typeparam name="TKind">The kind's interface.</typeparam>
    /// <typeparam name="TValue">The type of its values.</typeparam>
    /// <param name="kind">The kind.</param>
    /// <param name="name">The name, unique among the inputs.</param>
    /// <exception cref="ArgumentException">The name is empty or cannot be referred to by a selector.</exception>
    public static InputSelector<TKind> Parameter<TKind, TValue>(Kind<TKind, TValue> kind, string name)
        where TKind : IKind<TValue>
    {
        ArgumentNullException.ThrowIfNull(kind);
        return Of<TKind>(WorkflowInputType.Parameter, name, kind.Name, 0);
    }

    /// <summary>One value for the whole run.</summary>
    /// <typeparam name="TKind">The kind's interface.</typeparam>
    /// <typeparam name="TValue">The type of its values.</typeparam>
    /// <param name="kind">The kind.</param>
    /// <param name="name">The name, unique among the inputs.</param>
    /// <param name="defaultValue">The value when none is given.</param>
    /// <exception cref="ArgumentException">The name is empty or cannot be referred to by a selector, or JSON cannot express the default.</exception>
    public static InputSelector<TKind> Parameter<TKind, TValue>(Kind<TKind, TValue> kind, string name, TValue defaultValue)
        where TKind : IKind<TValue>
    {
        ArgumentNullException.ThrowIfNull(kind);
        var json = defaultValue switch
        {
            null => PropertyValues.Null,
            string text => PropertyValues.Of(text),
            bool flag => PropertyValues.Of(flag),
            long number => PropertyValues.Of(number),
            double number => PropertyValues.Of(number, name),
            DateTimeOffset time => PropertyValues.Of(time.ToString("O", CultureInfo.InvariantCulture)),
            JsonElement element => PropertyValues.Of(element),
            _ => throw new ArgumentException($"A default of type {typeof(TValue)} cannot be written to workflow JSON; declare the parameter without one.", nameof(defaultValue)),
        };
        return new(Of<TKind>(WorkflowInputType.Parameter, name, kind.Name, 0).Input with { DefaultValue = ((PropertyValue.Literal)json).Json });
    }

    private static InputSelector<TKind> Of<TKind>(WorkflowInputType type, string name, string kind, int dimensionality)
        where TKind : IKind =>
        new(new WorkflowInput
        {
            Type = type,
            Name = WorkflowNames.Check(name, "input", nameof(name)),
            Kinds = [kind],
            Dimensionality = dimensionality,
        });
}
