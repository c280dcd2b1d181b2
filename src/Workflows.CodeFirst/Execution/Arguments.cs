using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Execution;

/// <summary>The typed arguments of a block version; generated.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IArguments<TSelf>
    where TSelf : struct, IArguments<TSelf>
{
    /// <summary>The facts of the block version.</summary>
    static abstract BlockManifest Manifest { get; }

    /// <summary>Connects the properties of a step to where their values come from. Done once, when a workflow is compiled.</summary>
    /// <param name="binder">Knows the sources.</param>
    static abstract ArgumentReader<TSelf> Bind(ArgumentBinder binder);
}

/// <summary>Arguments of a block that is run once an element; generated.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IElementArguments<TSelf> : IArguments<TSelf>
    where TSelf : struct, IElementArguments<TSelf>;

/// <summary>Arguments of a block that is run once with whole batches; generated.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IBatchArguments<TSelf> : IArguments<TSelf>
    where TSelf : struct, IBatchArguments<TSelf>;

/// <summary>Reads the arguments of one call of a block.</summary>
/// <typeparam name="TArguments">The arguments.</typeparam>
public abstract class ArgumentReader<TArguments>
{
    /// <summary>Reads all arguments.</summary>
    /// <param name="scope">Which run and which element.</param>
    public abstract TArguments Read(in StepScope scope);
}

/// <summary>Where one property's value comes from: a literal, an input, an output of another step.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public abstract class Source<T>
{
    /// <summary>Reads the value.</summary>
    /// <param name="scope">Which run and which element.</param>
    public abstract T Read(in StepScope scope);
}

/// <summary>Makes the sources of a step's properties. Implemented by the engine, called by generated code.</summary>
public abstract class ArgumentBinder
{
    /// <summary>The source of a property that is one value a call.</summary>
    /// <typeparam name="T">The type that the block wants.</typeparam>
    /// <param name="property">The position of the property in the manifest.</param>
    public abstract Source<T> Value<T>(int property);

    /// <summary>
    /// The source of a property that is a batch a call. For a block that takes whole batches: all elements; a value that is no batch is repeated.
    /// For a block that runs once an element: the element's children, or all elements of a step that collapses a dimension.
    /// </summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="property">The position of the property in the manifest.</param>
    public abstract Source<Batch<T>> Batch<T>(int property);

    /// <summary>The source of a property that is a list of values, each a literal or a selector.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="property">The position of the property in the manifest.</param>
    public abstract Source<IReadOnlyList<T>> List<T>(int property);

    /// <summary>The source of a property that is a dictionary of values, each a literal or a selector.</summary>
    /// <typeparam name="T">The type of the values.</typeparam>
    /// <param name="property">The position of the property in the manifest.</param>
    public abstract Source<IReadOnlyDictionary<string, T>> Dictionary<T>(int property);

    /// <summary>The source of a property with a closed set of values.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="property">The position of the property in the manifest.</param>
    /// <param name="parse">Turns the JSON text into the value; false when it is none of the set.</param>
    public abstract Source<T> Enumeration<T>(int property, EnumerationParser<T> parse)
        where T : struct, Enum;

    /// <summary>The source of a property with a closed set of values, which may also be null.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="property">The position of the property in the manifest.</param>
    /// <param name="parse">Turns the JSON text into the value; false when it is none of the set.</param>
    public abstract Source<T?> OptionalEnumeration<T>(int property, EnumerationParser<T> parse)
        where T : struct, Enum;

    /// <summary>The source of a property that is a list of whole batches; values that are no batch are repeated.</summary>
    /// <typeparam name="T">The type of the batches' elements.</typeparam>
    /// <param name="property">The position of the property in the manifest.</param>
    public abstract Source<IReadOnlyList<Batch<T>>> BatchList<T>(int property);

    /// <summary>The source of a property that is a dictionary of whole batches; values that are no batch are repeated.</summary>
    /// <typeparam name="T">The type of the batches' elements.</typeparam>
    /// <param name="property">The position of the property in the manifest.</param>
    public abstract Source<IReadOnlyDictionary<string, Batch<T>>> BatchDictionary<T>(int property);

    /// <summary>The source of a property that names steps to go to, one or a list of them.</summary>
    /// <param name="property">The position of the property in the manifest.</param>
    public abstract Source<IReadOnlyList<StepTarget>> Targets(int property);

    /// <summary>The source of a property that names steps to go to by key.</summary>
    /// <param name="property">The position of the property in the manifest.</param>
    public abstract Source<IReadOnlyDictionary<string, StepTarget>> TargetDictionary(int property);
}

/// <summary>Turns text into a value of an enumeration; false when it is none of the set.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
/// <param name="text">The text of the workflow JSON.</param>
/// <param name="value">The value.</param>
public delegate bool EnumerationParser<T>(string text, out T value)
    where T : struct, Enum;
