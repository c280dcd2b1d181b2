using System.Collections;

namespace Workflows.CodeFirst.Runtime.Queries.Python;

/// <summary>A set: distinct values; listed in the order in which they were added.</summary>
internal sealed class SetValue : IReadOnlyCollection<object?>
{
    private readonly List<object?> items = [];
    private readonly HashSet<PythonKey> keys = [];

    /// <exception cref="PythonException">A value cannot be in a set.</exception>
    public SetValue(IEnumerable<object?> values)
    {
        foreach (object? value in values)
        {
            object? item = PythonValues.Normalize(value);
            if (keys.Add(new(item)))
            {
                items.Add(item);
            }
        }
    }

    public int Count => items.Count;

    public bool Contains(PythonKey key) => keys.Contains(key);

    public bool IsSubsetOf(SetValue other) => keys.IsSubsetOf(other.keys);

    public IEnumerator<object?> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();
}
