namespace Workflows.CodeFirst.Execution;

/// <summary>Runs a bound step; what the engine calls.</summary>
internal interface IStepRunner
{
    /// <summary>Runs the step for the elements of <paramref name="frame"/>.</summary>
    void Run(RunState run, StepFrame frame);
}

/// <summary>
/// One step in one run: the elements to work on, and what expanding and deciding steps report beside their outputs.
/// Frames are reused from run to run.
/// </summary>
internal sealed class StepFrame(BlockContext context, int branchCount)
{
    /// <summary>The branch of a target that is no step.</summary>
    public const int Elsewhere = -1;

    private readonly bool[][] branches = CreateBranches(branchCount);
    private int[] chosen = [];
    private bool isSubset;
    private int[] childStarts = [0];
    private int closedParents;

    public BlockContext Context { get; } = context;

    /// <summary>Number of elements to work on.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the elements are all of their lineage: then element <c>i</c> is at position <c>i</c>.</summary>
    public bool IsComplete => !isSubset;

    /// <summary>Memory that a runner keeps from run to run.</summary>
    public object? Scratch { get; set; }

    /// <summary>The positions of the chosen elements; only when not <see cref="IsComplete"/>.</summary>
    public ReadOnlySpan<int> Chosen => chosen.AsSpan(0, Count);

    /// <summary>The position, in the lineage that the step runs over, of its <paramref name="i"/>-th element.</summary>
    public int this[int i] => isSubset ? chosen[i] : i;

    /// <summary>Works on all <paramref name="count"/> elements of the lineage.</summary>
    public void ChooseAll(int count)
    {
        Count = count;
        isSubset = false;
    }

    /// <summary>Starts to choose among <paramref name="capacity"/> elements; none is chosen yet.</summary>
    public void ChooseNone(int capacity)
    {
        Count = 0;
        isSubset = true;
        if (chosen.Length < capacity)
        {
            chosen = new int[Math.Max(capacity, 2 * chosen.Length)];
        }
    }

    /// <summary>Chooses one more element; ascending.</summary>
    public void Choose(int position) => chosen[Count++] = position;

    /// <summary>Prepares for the children of <paramref name="parents"/> elements.</summary>
    public void BeginChildren(int parents)
    {
        if (childStarts.Length <= parents)
        {
            childStarts = new int[Math.Max(parents + 1, 2 * childStarts.Length)];
        }

        childStarts[0] = 0;
        closedParents = 0;
    }

    /// <summary>The children of <paramref name="parent"/> are complete: there are <paramref name="total"/> children so far. Parents that were passed over have none.</summary>
    public void EndChildren(int parent, int total)
    {
        int before = childStarts[closedParents];
        while (closedParents < parent)
        {
            childStarts[++closedParents] = before;
        }

        childStarts[++closedParents] = total;
    }

    /// <summary>Where the children of each parent start, and where the last ends: one more than there are parents.</summary>
    public ReadOnlySpan<int> EndAllChildren(int parents)
    {
        int total = childStarts[closedParents];
        while (closedParents < parents)
        {
            childStarts[++closedParents] = total;
        }

        return childStarts.AsSpan(0, parents + 1);
    }

    /// <summary>Whether a target was selected that is no step.</summary>
    public bool SelectedElsewhere { get; private set; }

    /// <summary>Forgets what was selected and prepares for <paramref name="count"/> elements.</summary>
    public void BeginBranches(int count)
    {
        SelectedElsewhere = false;
        for (int i = 0; i < branches.Length; i++)
        {
            if (branches[i].Length < count)
            {
                branches[i] = new bool[Math.Max(count, 2 * branches[i].Length)];
            }
            else
            {
                branches[i].AsSpan(0, count).Clear();
            }
        }
    }

    /// <summary>Lets the targets of a branch run for an element.</summary>
    public void Select(int branch, int element)
    {
        if (branch == Elsewhere)
        {
            SelectedElsewhere = true;
            return;
        }

        branches[branch][element] = true;
    }

    /// <summary>Which elements the targets of a branch run for.</summary>
    public ReadOnlySpan<bool> Selected(int branch) => branches[branch];

    private static bool[][] CreateBranches(int count)
    {
        var made = new bool[count][];
        Array.Fill(made, []);
        return made;
    }
}
