using System.Collections;
using System.Collections.Immutable;

namespace Workflows.CodeFirst;

/// <summary>
/// What a detector found in one image, as columns of equal length: row <c>i</c> of every column belongs to detection <c>i</c>.
/// Immutable; change a column with a <c>with</c> expression, choose rows with <see cref="Select(ReadOnlySpan{int})"/>.
/// Optional columns are empty when they are absent.
/// </summary>
public record Detections : IReadOnlyList<Detection>
{
    private static readonly ImmutableDictionary<string, ImmutableArray<object?>> NoData =
        ImmutableDictionary<string, ImmutableArray<object?>>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>No detections.</summary>
    public static Detections Empty { get; } = new();

    /// <summary>The boxes, in pixels of the image that was looked at.</summary>
    public ImmutableArray<Box> Boxes { get; init; } = [];

    /// <summary>The scores, 0 to 1.</summary>
    public ImmutableArray<double> Confidences { get; init; } = [];

    /// <summary>The classes' numbers in the model.</summary>
    public ImmutableArray<int> ClassIds { get; init; } = [];

    /// <summary>The classes' names.</summary>
    public ImmutableArray<string> ClassNames { get; init; } = [];

    /// <summary>A unique identifier a detection; present in workflows.</summary>
    public ImmutableArray<string> DetectionIds { get; init; } = [];

    /// <summary>Identifiers given by a tracker; absent before tracking.</summary>
    public ImmutableArray<int> TrackerIds { get; init; } = [];

    /// <summary>Where each detection was made; present in workflows.</summary>
    public ImmutableArray<DetectionOrigin> Origins { get; init; } = [];

    /// <summary>The size of the image that was looked at, when known; unlike <see cref="Origins"/> also known without detections.</summary>
    public ImageSize? ImageSize { get; init; }

    /// <summary>
    /// Further columns by the names that they have in workflows, such as <c>time_in_zone</c>, <c>speed</c> or <c>polygon</c>. Each has one
    /// value a detection: null, a truth value, a number (<see cref="long"/>, <see cref="double"/>), a text, or a list of such values
    /// (<see cref="IReadOnlyList{T}"/> of objects).
    /// </summary>
    public ImmutableDictionary<string, ImmutableArray<object?>> Data { get; init; } = NoData;

    /// <summary>Number of detections.</summary>
    public int Count => Boxes.Length;

    /// <summary>Detection <paramref name="index"/> as a row.</summary>
    /// <param name="index">The row, from 0.</param>
    public Detection this[int index] => new(Boxes[index], Confidences[index], ClassIds[index], ClassNames[index]);

    /// <summary>The rows <paramref name="rows"/>, in that order, with all their columns.</summary>
    /// <param name="rows">Row numbers; may repeat.</param>
    /// <exception cref="ArgumentOutOfRangeException">A row number is not below <see cref="Count"/>.</exception>
    public Detections Select(ReadOnlySpan<int> rows)
    {
        foreach (int row in rows)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Count, nameof(rows));
        }

        return SelectRows(rows);
    }

    /// <summary>
    /// The rows of several sets, one set after the other. Sets without rows are passed over; when no rows remain, the result is <see cref="Empty"/>.
    /// </summary>
    /// <param name="sets">The sets: of one form, and with the same columns.</param>
    /// <exception cref="ArgumentException">Only some of the sets have a column.</exception>
    public static Detections Concat(params ReadOnlySpan<Detections> sets) => DetectionConcatenation.Concat(sets);

    /// <summary>The rows that satisfy <paramref name="predicate"/>, in their order.</summary>
    /// <param name="predicate">Decides on one detection.</param>
    public Detections Where(Func<Detection, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        var rows = new int[Count];
        int kept = 0;
        for (int i = 0; i < Count; i++)
        {
            if (predicate(this[i]))
            {
                rows[kept++] = i;
            }
        }

        return SelectRows(rows.AsSpan(0, kept));
    }

    /// <summary>The detections one by one.</summary>
    public IEnumerator<Detection> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Picks rows out of every column; a derived type picks out of its own columns too.</summary>
    /// <param name="rows">Row numbers, all valid.</param>
    protected virtual Detections SelectRows(ReadOnlySpan<int> rows) => this with
    {
        Boxes = Pick(Boxes, rows),
        Confidences = Pick(Confidences, rows),
        ClassIds = Pick(ClassIds, rows),
        ClassNames = Pick(ClassNames, rows),
        DetectionIds = Pick(DetectionIds, rows),
        TrackerIds = Pick(TrackerIds, rows),
        Origins = Pick(Origins, rows),
        Data = Pick(Data, rows),
    };

    /// <summary>The elements <paramref name="rows"/> of a column; an absent column stays absent.</summary>
    /// <typeparam name="T">The column's type.</typeparam>
    /// <param name="column">The column.</param>
    /// <param name="rows">Row numbers, all valid.</param>
    protected static ImmutableArray<T> Pick<T>(ImmutableArray<T> column, ReadOnlySpan<int> rows)
    {
        if (column.IsDefaultOrEmpty)
        {
            return [];
        }

        var picked = new T[rows.Length];
        for (int i = 0; i < picked.Length; i++)
        {
            picked[i] = column[rows[i]];
        }

        return System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(picked);
    }

    private static ImmutableDictionary<string, ImmutableArray<object?>> Pick(
        ImmutableDictionary<string, ImmutableArray<object?>> columns, ReadOnlySpan<int> rows)
    {
        var picked = columns;
        foreach (var (name, column) in columns)
        {
            picked = picked.SetItem(name, Pick(column, rows));
        }

        return picked;
    }
}
