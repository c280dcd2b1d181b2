using System.Collections;

namespace Workflows.CodeFirst.Execution;

/// <summary>The elements of a batch that a block is to work on, in order.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public readonly struct Batch<T> : IReadOnlyList<T>
{
    private readonly ReadOnlyMemory<T> elements;

    /// <summary>A batch of <paramref name="elements"/>.</summary>
    /// <param name="elements">The elements; not copied.</param>
    public Batch(ReadOnlyMemory<T> elements) => this.elements = elements;

    /// <summary>Number of elements.</summary>
    public int Count => elements.Length;

    /// <summary>The elements without a copy.</summary>
    public ReadOnlySpan<T> Span => elements.Span;

    /// <summary>Element <paramref name="index"/>.</summary>
    /// <param name="index">The position, from 0.</param>
    public T this[int index] => elements.Span[index];

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
