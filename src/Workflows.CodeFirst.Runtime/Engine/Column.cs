using System.Runtime.CompilerServices;

namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>The values of one input or one output of a step in one run, by flat position in their lineage. Reused from run to run.</summary>
internal abstract class Column
{
    /// <summary>Number of elements that the column has in this run.</summary>
    public int Count { get; protected set; }

    /// <summary>Whether at least one element is missing: its step did not run for it, or the value is null.</summary>
    public bool HasMissing { get; protected set; }

    /// <summary>Whether there is no value at <paramref name="position"/>.</summary>
    public abstract bool IsMissing(int position);

    /// <summary>The value as an object; null when it is missing.</summary>
    public abstract object? GetValue(int position);

    /// <summary>Makes room for <paramref name="count"/> elements.</summary>
    /// <param name="count">Number of elements; more may be written later.</param>
    /// <param name="sparse">Whether elements count as missing until they are written.</param>
    public abstract void Begin(int count, bool sparse);

    /// <summary>Forgets all values, so that a column at rest keeps nothing alive.</summary>
    public abstract void Clear();
}

/// <inheritdoc/>
/// <typeparam name="T">The type of the values.</typeparam>
internal sealed class Column<T> : Column
{
    // Asked first, because without optimisation a comparison with null boxes the value.
    private static readonly bool CanBeNull = default(T) is null;

    private bool[] written = [];
    private bool sparse;

    /// <summary>The values; may be longer than <see cref="Column.Count"/>.</summary>
    public T[] Values { get; private set; } = new T[1];

    public override bool IsMissing(int position) =>
        HasMissing && ((CanBeNull && Values[position] is null) || (sparse && !written[position]));

    public override object? GetValue(int position) => IsMissing(position) ? null : Values[position];

    public override void Begin(int count, bool sparse)
    {
        Count = count;
        if (Values.Length < count)
        {
            Grow(count);
        }

        this.sparse = sparse;
        HasMissing = sparse;
        if (sparse)
        {
            if (written.Length < Values.Length)
            {
                written = new bool[Values.Length];
            }
            else
            {
                written.AsSpan(0, count).Clear();
            }
        }
    }

    public void Write(int position, T value)
    {
        if (position >= Count)
        {
            Append(position);
        }

        Values[position] = value;
        if (sparse)
        {
            written[position] = true;
        }

        if (CanBeNull && value is null)
        {
            HasMissing = true;
        }
    }

    public override void Clear()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            Array.Clear(Values, 0, Count);
        }

        Count = 0;
        HasMissing = false;
        sparse = false;
    }

    /// <summary>An expanding step does not know beforehand how many values it makes.</summary>
    private void Append(int position)
    {
        if (position >= Values.Length)
        {
            Grow(position + 1);
        }

        Count = position + 1;
    }

    private void Grow(int needed)
    {
        var grown = new T[Math.Max(needed, 2 * Values.Length)];
        Array.Copy(Values, grown, Values.Length);
        Values = grown;
        if (sparse)
        {
            Array.Resize(ref written, grown.Length);
        }
    }
}
