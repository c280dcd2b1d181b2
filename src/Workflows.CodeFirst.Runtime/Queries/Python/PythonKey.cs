namespace Workflows.CodeFirst.Runtime.Queries.Python;

/// <summary>A value as a key of a dictionary or an element of a set; unlike the value itself it may be null and compares as Python does.</summary>
internal readonly struct PythonKey : IEquatable<PythonKey>
{
    private readonly int hash;

    /// <exception cref="PythonException">The value has no hash, such as a list.</exception>
    public PythonKey(object? value)
    {
        Value = value;
        hash = PythonEquality.Hash(value);
    }

    public object? Value { get; }

    public bool Equals(PythonKey other) => hash == other.hash && PythonEquality.AreSame(Value, other.Value);

    public override bool Equals(object? obj) => obj is PythonKey other && Equals(other);

    public override int GetHashCode() => hash;
}
