namespace Workflows.CodeFirst.Runtime;

/// <summary>A value for an input of a workflow; made by <see cref="InputBindings"/>.</summary>
public sealed class InputBinding
{
    /// <summary>Gives an input, by name, a value of any type.</summary>
    /// <param name="name">The input's name.</param>
    /// <param name="value">The value; for a batch, a list of one value an element.</param>
    /// <param name="isBatch">Whether <paramref name="value"/> is a list with one value for each element of the batch.</param>
    public InputBinding(string name, object? value, bool isBatch = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        Value = value;
        IsBatch = isBatch;
    }

    /// <summary>The input's name.</summary>
    public string Name { get; }

    /// <summary>The value.</summary>
    public object? Value { get; }

    /// <summary>Whether <see cref="Value"/> is a list with one value for each element of the batch.</summary>
    public bool IsBatch { get; }
}

/// <summary>Gives values to the inputs of a workflow, typed by the inputs' kinds.</summary>
public static class InputBindings
{
    /// <summary>Gives an input a value. For an input that takes a batch, the value stands for every element.</summary>
    /// <typeparam name="T">The type of the input's values.</typeparam>
    /// <param name="input">The input.</param>
    /// <param name="value">The value.</param>
    public static InputBinding Bind<T>(this IInputSelector<IKind<T>> input, T value)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new(input.Input.Name, value);
    }

    /// <summary>Gives an input a batch.</summary>
    /// <typeparam name="T">The type of the input's values.</typeparam>
    /// <param name="input">The input.</param>
    /// <param name="values">One value for each element of the batch.</param>
    public static InputBinding BindBatch<T>(this IInputSelector<IKind<T>> input, IEnumerable<T> values)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(values);
        return new(input.Input.Name, values.Select(value => (object?)value).ToArray(), isBatch: true);
    }
}
