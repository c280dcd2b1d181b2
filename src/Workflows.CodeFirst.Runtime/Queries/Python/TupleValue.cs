using System.Collections;

namespace Workflows.CodeFirst.Runtime.Queries.Python;

/// <summary>A tuple: a list of fixed length, different from every list.</summary>
internal sealed class TupleValue(params IReadOnlyList<object?> items) : IReadOnlyList<object?>
{
    public int Count => items.Count;

    public object? this[int index] => items[index];

    public IEnumerator<object?> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();
}
