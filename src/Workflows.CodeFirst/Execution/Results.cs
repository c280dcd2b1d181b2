namespace Workflows.CodeFirst.Execution;

/// <summary>The typed outputs of a block version; generated.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IResults<TSelf>
    where TSelf : struct, IResults<TSelf>
{
    /// <summary>Connects the outputs of a step to where their values go. Done once, when a workflow is compiled.</summary>
    /// <param name="binder">Knows the places.</param>
    static abstract ResultWriter<TSelf> Bind(ResultBinder binder);
}

/// <summary>Writes the results of one call of a block.</summary>
/// <typeparam name="TResults">The results.</typeparam>
public abstract class ResultWriter<TResults>
{
    /// <summary>Writes all outputs.</summary>
    /// <param name="scope">Which run and which element.</param>
    /// <param name="results">The outputs.</param>
    public abstract void Write(in StepScope scope, in TResults results);
}

/// <summary>Where one output's value goes.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public abstract class Sink<T>
{
    /// <summary>Writes the value.</summary>
    /// <param name="scope">Which run and which element.</param>
    /// <param name="value">The value.</param>
    public abstract void Write(in StepScope scope, T value);
}

/// <summary>Makes the places for a step's outputs. Implemented by the engine, called by generated code.</summary>
public abstract class ResultBinder
{
    /// <summary>The place of an output.</summary>
    /// <typeparam name="T">The type of the value.</typeparam>
    /// <param name="output">The position of the output in the manifest.</param>
    public abstract Sink<T> Output<T>(int output);

    /// <summary>The place of the outputs that the configuration of the step names.</summary>
    public abstract Sink<IReadOnlyDictionary<string, object?>> NamedOutputs();
}
