using System.Text.Json;

namespace Workflows.CodeFirst;

/// <summary>Where the value of an expression comes from, before operations are applied to it. Items are told apart by identity.</summary>
internal abstract class QuerySource
{
    private QuerySource()
    {
    }

    /// <summary>What the operations of a step are applied to.</summary>
    public static Subject StepSubject { get; } = new();

    /// <summary>What a chain of operations is applied to: that of a step, or one element inside a lambda.</summary>
    public sealed class Subject : QuerySource;

    /// <summary>A value that the step is given under a name.</summary>
    public sealed class Named(string name) : QuerySource
    {
        public string Name => name;
    }

    /// <summary>An input of the workflow or an output of a step, which the step gets under a name of its own.</summary>
    public sealed class Selected(ISelector selector) : QuerySource
    {
        public ISelector Selector => selector;
    }

    /// <summary>A literal.</summary>
    public sealed class Constant(Action<Utf8JsonWriter> write) : QuerySource
    {
        public void Write(Utf8JsonWriter writer) => write(writer);
    }
}
