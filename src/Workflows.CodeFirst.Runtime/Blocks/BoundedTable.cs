using System.Diagnostics.CodeAnalysis;

namespace Workflows.CodeFirst.Runtime.Blocks;

/// <summary>
/// State by key that cannot grow without end: beyond <paramref name="capacity"/> entries, the one that was not used for the longest time goes.
/// </summary>
/// <typeparam name="TKey">What the state belongs to: a video, a track.</typeparam>
/// <typeparam name="TState">The state.</typeparam>
/// <param name="capacity">The most entries.</param>
/// <param name="comparer">Tells keys apart.</param>
internal sealed class BoundedTable<TKey, TState>(int capacity, IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TState State)>> nodes = new(comparer);
    private readonly LinkedList<(TKey Key, TState State)> byUse = new();

    /// <summary>Number of entries.</summary>
    public int Count => nodes.Count;

    /// <summary>The state of a key, which counts as a use.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TState state)
    {
        if (!nodes.TryGetValue(key, out var node))
        {
            state = default;
            return false;
        }

        if (node.Next is not null)
        {
            byUse.Remove(node);
            byUse.AddLast(node);
        }

        state = node.Value.State;
        return true;
    }

    /// <summary>Sets the state of a key, which counts as a use.</summary>
    /// <returns>The state.</returns>
    public TState Set(TKey key, TState state)
    {
        if (nodes.TryGetValue(key, out var node))
        {
            byUse.Remove(node);
            node.Value = (key, state);
            byUse.AddLast(node);
            return state;
        }

        if (nodes.Count >= capacity)
        {
            nodes.Remove(byUse.First!.Value.Key);
            byUse.RemoveFirst();
        }

        nodes.Add(key, byUse.AddLast((key, state)));
        return state;
    }

    /// <summary>Forgets a key.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Remove(TKey key)
    {
        if (!nodes.Remove(key, out var node))
        {
            return false;
        }

        byUse.Remove(node);
        return true;
    }
}
