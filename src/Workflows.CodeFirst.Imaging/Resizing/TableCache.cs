using System.Collections.Concurrent;

namespace Workflows.CodeFirst.Imaging;

/// <summary>Resampling tables by (source, destination) length, so that the second image of a size computes none.</summary>
internal sealed class TableCache<T>(Func<int, int, T> create)
    where T : class
{
    // Enough for a handful of models on a handful of cameras; a stream of ever new sizes must not grow without bound.
    private const int Capacity = 128;
    private readonly ConcurrentDictionary<(int Source, int Destination), T> tables = new();

    public T Get(int source, int destination)
    {
        if (tables.TryGetValue((source, destination), out T? table))
        {
            return table;
        }

        if (tables.Count >= Capacity)
        {
            tables.Clear();
        }

        table = create(source, destination);
        tables[(source, destination)] = table;
        return table;
    }
}
