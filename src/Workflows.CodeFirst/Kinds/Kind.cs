namespace Workflows.CodeFirst;

/// <summary>A kind as a value: what <c>Input.Parameter(Kind.Float, …)</c> takes. The kinds of the language are its static properties.</summary>
public abstract partial class Kind
{
    private protected Kind(string name) => Name = name;

    /// <summary>The kind's name in workflow JSON, such as <c>float_zero_to_one</c>.</summary>
    public string Name { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A kind together with the type of its values.</summary>
/// <typeparam name="TKind">The kind's interface.</typeparam>
/// <typeparam name="TValue">The type of its values.</typeparam>
public sealed class Kind<TKind, TValue> : Kind
    where TKind : IKind<TValue>
{
    internal Kind(string name)
        : base(name)
    {
    }
}
