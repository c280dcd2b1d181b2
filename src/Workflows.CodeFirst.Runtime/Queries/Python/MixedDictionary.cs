using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Workflows.CodeFirst.Runtime.Queries.Python;

/// <summary>A dictionary whose keys need not be texts. Keys that are equal in Python are one key: 1, 1.0 and true.</summary>
internal sealed class MixedDictionary : IReadOnlyCollection<KeyValuePair<object?, object?>>
{
    private readonly OrderedDictionary<PythonKey, object?> entries = [];

    /// <exception cref="PythonException">A value cannot be a key.</exception>
    public MixedDictionary(IEnumerable<KeyValuePair<object?, object?>> entries)
    {
        foreach (var (key, value) in entries)
        {
            this.entries[new(PythonValues.Normalize(key))] = PythonValues.Normalize(value);
        }
    }

    public int Count => entries.Count;

    public IEnumerable<object?> Keys => entries.Keys.Select(key => key.Value);

    public bool TryGetValue(PythonKey key, [MaybeNullWhen(false)] out object? value) => entries.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<object?, object?>> GetEnumerator()
    {
        foreach (var (key, value) in entries)
        {
            yield return new(key.Value, value);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
