using Workflows.CodeFirst.Manifests;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime;

/// <summary>
/// The values that custom code is called with, by the names of the block's inputs. Plain values are <see cref="string"/>,
/// <see cref="long"/>, <see cref="double"/>, <see cref="bool"/>, null, lists and dictionaries of them; images and predictions are what typed
/// blocks get. May be used until the call returns.
/// </summary>
public sealed class CodeArguments
{
    private readonly BlockManifest manifest;
    private readonly object?[] values;

    internal CodeArguments(BlockManifest manifest, object?[] values)
    {
        this.manifest = manifest;
        this.values = values;
    }

    /// <summary>The value of an input as it is; of one that is a batch, an <see cref="IReadOnlyList{T}"/> of objects.</summary>
    /// <param name="name">The input's name.</param>
    /// <exception cref="KeyNotFoundException">The block has no such input.</exception>
    public object? this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            int index = manifest.IndexOfProperty(name);
            return index >= 0
                ? values[index]
                : throw new KeyNotFoundException($"The block '{manifest.Type}' has no input '{name}'. {Suggestions.DidYouMean(name, manifest.Properties.Select(property => property.Name))
                    ?? $"Its inputs: {string.Join(", ", manifest.Properties.Select(property => property.Name))}."}");
        }
    }

    /// <summary>The value of an input, converted where it is a number of another type.</summary>
    /// <typeparam name="T">The type that the code wants.</typeparam>
    /// <param name="name">The input's name.</param>
    /// <exception cref="KeyNotFoundException">The block has no such input.</exception>
    /// <exception cref="InvalidCastException">The value is of another sort.</exception>
    public T Get<T>(string name) => Convert<T>(name, this[name]);

    /// <summary>The elements of an input that is a batch or a list.</summary>
    /// <typeparam name="T">The type of the elements that the code wants.</typeparam>
    /// <param name="name">The input's name.</param>
    /// <exception cref="KeyNotFoundException">The block has no such input.</exception>
    /// <exception cref="InvalidCastException">The value is no list, or an element is of another sort.</exception>
    public IReadOnlyList<T> GetList<T>(string name)
    {
        if (this[name] is not IReadOnlyList<object?> list)
        {
            throw Wrong<IReadOnlyList<T>>(name, this[name]);
        }

        var converted = new T[list.Count];
        for (int i = 0; i < converted.Length; i++)
        {
            converted[i] = Convert<T>(name, list[i]);
        }

        return converted;
    }

    private T Convert<T>(string name, object? value) => ValueConversion.TryConvert<T>(value, out var converted) ? converted : throw Wrong<T>(name, value);

    private InvalidCastException Wrong<T>(string name, object? value) =>
        new($"The code of the block '{manifest.Type}' wants {ValueNames.Expected<T>()} as '{name}', but it is {ValueNames.Describe(value)}.");
}
