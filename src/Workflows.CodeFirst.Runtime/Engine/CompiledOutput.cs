using System.Collections.Immutable;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>One output of a workflow: where its values are and how they are given back.</summary>
/// <param name="name">The output's name.</param>
/// <param name="selector">The selector's text.</param>
/// <param name="lineage">What the values stem from.</param>
/// <param name="members">The columns: one, or one for each output of a step of which all are wanted.</param>
/// <param name="isWildcard">Whether the value is a dictionary of all members.</param>
/// <param name="coordinates">In which image's pixels coordinates are given.</param>
/// <param name="isMisnested">
/// Whether to put whole elements of the batch, in their order, where the innermost values belong: what the reference engine does with
/// nested inputs.
/// </param>
internal sealed class CompiledOutput(
    string name,
    string selector,
    LineageNode lineage,
    ImmutableArray<OutputMember> members,
    bool isWildcard,
    CoordinatesSystem coordinates,
    bool isMisnested = false)
{
    // What has no batch level was never inside another image.
    private readonly bool movesToRoot = coordinates == CoordinatesSystem.Parent && lineage.Depth > 0;

    public string Name { get; } = name;

    public string Selector { get; } = selector;

    public LineageNode Lineage { get; } = lineage;

    /// <summary>The columns behind the output, with the kinds of their values.</summary>
    public ImmutableArray<OutputMember> Members { get; } = members;

    public bool IsWildcard { get; } = isWildcard;

    /// <summary>Whether the values stem from the batch that the workflow was given, so that each result has its own.</summary>
    public bool IsInputDriven => Lineage.Depth > 0 && Lineage.Prefix(1).Id == Validation.Lineage.WorkflowInput;

    /// <summary>Levels of lists in one result.</summary>
    public int ListDepth => IsInputDriven ? Lineage.Depth - 1 : Lineage.Depth;

    /// <summary>The value of one result.</summary>
    /// <param name="run">The run.</param>
    /// <param name="result">The result's number: the element of the workflow's input batch.</param>
    public object? Read(EngineRun run, int result) =>
        IsInputDriven ? Read(run, Lineage.Prefix(1), result) : Read(run, Lineage.Prefix(0), 0);

    private object? Read(EngineRun run, LineageNode at, int element)
    {
        if (at == Lineage)
        {
            return isMisnested ? ReadWhole(run, element) : ReadElement(run, element);
        }

        var below = Lineage.Prefix(at.Depth + 1);
        var (start, end) = run.Lineages[below.Number].Of(element);

        // Values stand at their positions. Behind the last of them there is nothing, and what has none in it is empty all the way down;
        // only what steps make out of nothing is as long as they made it.
        if (at.Depth > 0)
        {
            while (end > start && !HasValues(run, below, end - 1))
            {
                end--;
            }

            if (end == start)
            {
                return Empty(Lineage.Depth - at.Depth);
            }
        }

        var list = new object?[end - start];
        for (int i = start; i < end; i++)
        {
            list[i - start] = Read(run, below, i);
        }

        return list;
    }

    private bool HasValues(EngineRun run, LineageNode at, int element)
    {
        var (start, end) = Lineage.Descendants(run, at, element);
        return start < end;
    }

    private static object?[] Empty(int levels) => levels > 1 ? [Empty(levels - 1)] : [];

    private object? ReadWhole(EngineRun run, int position)
    {
        var outermost = Lineage.Prefix(1);
        return position < run.Lineages[outermost.Number].Count ? Nest(run, outermost, position) : null;

        object? Nest(EngineRun nested, LineageNode at, int element)
        {
            if (at == Lineage)
            {
                return ReadElement(nested, element);
            }

            var below = Lineage.Prefix(at.Depth + 1);
            var (start, end) = nested.Lineages[below.Number].Of(element);
            var list = new object?[end - start];
            for (int i = start; i < end; i++)
            {
                list[i - start] = Nest(nested, below, i);
            }

            return list;
        }
    }

    private object? ReadElement(EngineRun run, int element)
    {
        if (!IsWildcard)
        {
            return ReadMember(run, Members[0], element);
        }

        var dictionary = new Dictionary<string, object?>(Members.Length, StringComparer.Ordinal);
        foreach (var member in Members)
        {
            dictionary[member.Name] = ReadMember(run, member, element);
        }

        return dictionary;
    }

    private object? ReadMember(EngineRun run, OutputMember member, int element)
    {
        object? value = run.Columns[member.Column].GetValue(element);
        return movesToRoot ? RootCoordinates.Move(value, member.MovesMasks) : value;
    }
}

/// <summary>One column behind an output.</summary>
/// <param name="Name">The name of the step's output or of the input.</param>
/// <param name="Column">The column.</param>
/// <param name="Kinds">The kinds that the value may have.</param>
/// <param name="MovesMasks">Which masks move with their detections to where they are in the root image.</param>
internal sealed record OutputMember(string Name, int Column, ImmutableArray<string> Kinds, Func<Detections, bool> MovesMasks);
