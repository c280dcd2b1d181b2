namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>
/// What the elements of a batch stem from. Lineages form a tree: the root has the one element of scalar values, below it are the workflow's
/// input batch and the batches that steps make out of nothing, and below each of those the batches made by expanding its elements.
/// Equal lineages are one object, so they compare by reference.
/// </summary>
internal sealed class LineageNode
{
    private readonly List<LineageNode> children = [];

    private LineageNode(LineageNode? parent, string id, int number)
    {
        Parent = parent;
        Id = id;
        Number = number;
        Depth = parent is null ? 0 : parent.Depth + 1;
    }

    /// <summary>The lineage whose elements the elements of this one belong to; null for the root.</summary>
    public LineageNode? Parent { get; }

    /// <summary>What created the level.</summary>
    public string Id { get; }

    /// <summary>The position in a run's table of lineages.</summary>
    public int Number { get; }

    /// <summary>Levels of nesting: 0 for scalars.</summary>
    public int Depth { get; }

    /// <summary>A new tree.</summary>
    /// <param name="all">Takes every lineage of the tree, by number.</param>
    public static LineageNode CreateRoot(List<LineageNode> all)
    {
        var root = new LineageNode(null, "", all.Count);
        all.Add(root);
        return root;
    }

    /// <summary>The lineage below this one that <paramref name="id"/> creates.</summary>
    public LineageNode Child(string id, List<LineageNode> all)
    {
        foreach (var child in children)
        {
            if (child.Id == id)
            {
                return child;
            }
        }

        var made = new LineageNode(this, id, all.Count);
        children.Add(made);
        all.Add(made);
        return made;
    }

    /// <summary>This lineage or the one above it that has <paramref name="depth"/> levels.</summary>
    public LineageNode Prefix(int depth)
    {
        var lineage = this;
        while (lineage.Depth > depth)
        {
            lineage = lineage.Parent!;
        }

        return lineage;
    }

    /// <summary>The elements of this lineage that stem from one element of a lineage above; they stand next to one another.</summary>
    /// <param name="run">The run.</param>
    /// <param name="above">A prefix of this lineage.</param>
    /// <param name="element">The element of <paramref name="above"/>.</param>
    public (int Start, int End) Descendants(EngineRun run, LineageNode above, int element)
    {
        int start = element, end = element + 1;
        for (int depth = above.Depth + 1; depth <= Depth; depth++)
        {
            var starts = run.Lineages[Prefix(depth).Number].Starts;
            start = starts[start];
            end = starts[end];
        }

        return (start, end);
    }
}

/// <summary>How many elements a lineage has in one run, and to which elements of the parent lineage they belong.</summary>
internal sealed class LineageElements
{
    private int[] starts = [0, 1];
    private int parents = 1;

    /// <summary>Number of elements.</summary>
    public int Count => starts[parents];

    /// <summary>Number of elements of the lineage above.</summary>
    public int Parents => parents;

    /// <summary>Whether the reference engine would know of the elements.</summary>
    public bool IsRegistered { get; private set; } = true;

    /// <summary>Whether a parent has no elements.</summary>
    public bool HasChildlessParents { get; private set; }

    /// <summary>Where the elements of each parent start, and where the last end.</summary>
    public ReadOnlySpan<int> Starts => starts.AsSpan(0, parents + 1);

    /// <summary>The elements of <paramref name="parent"/>: from <c>Start</c> to before <c>End</c>.</summary>
    public (int Start, int End) Of(int parent) => (starts[parent], starts[parent + 1]);

    /// <summary>The elements all belong to the one element of the root.</summary>
    public void SetFlat(int count) => Set([0, count]);

    /// <summary>Takes over where the elements of each parent start, and where the last end.</summary>
    public void Set(ReadOnlySpan<int> newStarts, bool isRegistered = true)
    {
        IsRegistered = isRegistered;
        if (starts.Length < newStarts.Length)
        {
            starts = new int[Math.Max(newStarts.Length, 2 * starts.Length)];
        }

        newStarts.CopyTo(starts);
        parents = newStarts.Length - 1;
        HasChildlessParents = false;
        for (int i = 0; i < parents; i++)
        {
            HasChildlessParents |= newStarts[i] == newStarts[i + 1];
        }
    }
}
