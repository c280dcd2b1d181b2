using System.Runtime.CompilerServices;
using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>All values of one run: the columns, the elements of the lineages, the frames of the steps. Pooled and reused.</summary>
internal sealed class EngineRun : RunState
{
    private readonly bool[]?[] gateMemory;
    private readonly bool[]?[] childGateMemory;

    public EngineRun(Column[] columns, LineageElements[] lineages, StepFrame[] frames)
    {
        Columns = columns;
        Lineages = lineages;
        Frames = frames;
        Gates = new bool[]?[frames.Length];
        ChildGates = new bool[]?[frames.Length];
        gateMemory = new bool[]?[frames.Length];
        childGateMemory = new bool[]?[frames.Length];
    }

    /// <summary>The columns, by number.</summary>
    public Column[] Columns { get; }

    /// <summary>The elements of each lineage, by its number.</summary>
    public LineageElements[] Lineages { get; }

    /// <summary>The frames, by the step's position in the order of execution.</summary>
    public StepFrame[] Frames { get; }

    /// <summary>For steps that want to see missing elements: the elements whose branches were taken; null where all were.</summary>
    public bool[]?[] Gates { get; }

    /// <summary>For steps whose branches were decided on for the children of the elements they run over: the children whose branches were taken.</summary>
    public bool[]?[] ChildGates { get; }

    /// <summary>Whether a step sees nothing of an element, because the branch was not taken.</summary>
    public bool IsGated(int step, int element) => Gates[step] is { } gate && !gate[element];

    /// <summary>The run that a scope belongs to.</summary>
    public static EngineRun Of(in StepScope scope) => Unsafe.As<EngineRun>(scope.Run);

    /// <summary>Column <paramref name="number"/>, whose type was settled when the workflow was compiled.</summary>
    public Column<T> Column<T>(int number)
    {
        var column = Columns[number];
        System.Diagnostics.Debug.Assert(column is Column<T>, "A column is read with another type than it was made with.");
        return Unsafe.As<Column<T>>(column);
    }

    /// <summary>Memory for a gate of a step, at least <paramref name="count"/> long.</summary>
    public bool[] GateMemory(int step, int count) => Memory(gateMemory, step, count);

    /// <inheritdoc cref="GateMemory"/>
    public bool[] ChildGateMemory(int step, int count) => Memory(childGateMemory, step, count);

    /// <summary>Cancelled when the caller gives up or the deadline passes.</summary>
    public CancellationToken Cancellation { get; private set; }

    /// <summary>The run's place among the frames of a video; null when it is no frame.</summary>
    public FrameTicket? Ticket { get; private set; }

    /// <summary>Hands every step the token of this run.</summary>
    public void Begin(CancellationToken cancellation, FrameTicket? ticket = null)
    {
        Ticket = ticket;
        Cancellation = cancellation;
        foreach (var frame in Frames)
        {
            frame.Context.Cancellation = cancellation;
        }
    }

    /// <summary>Lets go of all values.</summary>
    public void Clear()
    {
        Ticket = null;
        foreach (var column in Columns)
        {
            column.Clear();
        }
    }

    private static bool[] Memory(bool[]?[] memory, int step, int count)
    {
        if (memory[step] is not { } known || known.Length < count)
        {
            memory[step] = known = new bool[count];
        }

        return known;
    }
}
