using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Workflows.CodeFirst.Generators.Analyzers.Facts;
using Workflows.CodeFirst.Generators.Analyzers.Methods;
using Workflows.CodeFirst.Generators.Manifests.Model;

namespace Workflows.CodeFirst.Generators.Analyzers.Rules;

/// <summary>
/// Follows the levels of batches through the steps of a method, by the rules that the library itself applies when a workflow is validated. A
/// lineage is what created each level, outermost first. A step with anything unknown in it is unknown.
/// </summary>
internal sealed class DepthAnalysis(MethodModel method)
{
    private static readonly ImmutableArray<object> Scalar = ImmutableArray<object>.Empty;
    private static readonly object WorkflowInput = new();

    private readonly Dictionary<StepValue, ImmutableArray<object>?> lineages = [];
    private readonly Dictionary<StepValue, Conflict> conflicts = [];

    // A step that decides which others run may lend them its lineage.
    private readonly bool controlsFlow = method.Made.Any(static step => step.Facts is not { Model.ControlsFlow: false });

    /// <summary>The lineage of a step's outputs; null when it is not known.</summary>
    public ImmutableArray<object>? LineageOf(StepValue step)
    {
        if (!lineages.TryGetValue(step, out var lineage))
        {
            lineages[step] = null;
            lineages[step] = lineage = step.IsComplete ? Analyse(step, step.Facts!.Model) : null;
        }

        return lineage;
    }

    public Conflict? ConflictOf(StepValue step) => conflicts.TryGetValue(step, out var conflict) ? conflict : null;

    private ImmutableArray<object>? Analyse(StepValue step, VersionModel block)
    {
        var batch = block.Batch;
        var offsets = batch.Offsets.ToDictionary(static offset => offset.Property, static offset => offset.Offset, StringComparer.Ordinal);
        int OffsetOf(string property) => offsets.TryGetValue(property, out int offset) ? offset : 0;
        var data = new List<PropertyData>();
        foreach (var property in block.Properties)
        {
            if (Read(step, property, batch) is not { } read)
            {
                return null;
            }

            data.Add(read);
        }

        foreach (var read in data)
        {
            if (read.Batches.Count > 0 && batch.AcceptsBatches && !read.TakesBatch)
            {
                return Fail(step, read, $"'{read.Name}' takes one value for the whole batch, but is given one for every element");
            }

            if (read.Batches.Select(static lineage => lineage.Length).Distinct().Count() > 1)
            {
                return Fail(step, read, $"the values of '{read.Name}' are nested to different depths");
            }
        }

        var plain = data.Where(read => read.Depth > 0 && OffsetOf(read.Name) == 0).ToList();
        if (plain.Select(static read => read.Depth).Distinct().Count() > 1)
        {
            return Fail(step, plain[plain.Count - 1], "its inputs are nested to different depths: " + Describe(plain));
        }

        int depth = plain.Count > 0 ? plain[0].Depth : 1;
        foreach (var read in data.Where(static read => read.IsCast))
        {
            read.Depth = depth + OffsetOf(read.Name);
        }

        var batches = data.Where(static read => read.Depth > 0).ToList();
        if (batches.Count > 0 && batches.Max(static read => read.Depth) - batches.Min(static read => read.Depth) > 1)
        {
            return Fail(step, batches[batches.Count - 1], "its inputs are nested to depths that are more than one level apart: " + Describe(batches));
        }

        if (batches.Count == 0 && batch.OutputOffset < 0)
        {
            conflicts[step] = new(Places.NameOf(step.Creation!.Syntax), "the block collapses a batch, but none of its inputs is one");
            return null;
        }

        if (batch.Reference is { } reference)
        {
            if (batches.Find(read => read.Name == reference) is not { } leader)
            {
                return null;
            }

            int around = leader.Depth - OffsetOf(reference);
            foreach (var read in batches)
            {
                int expected = around + OffsetOf(read.Name);
                if (expected <= 0 || read.Depth != expected)
                {
                    return Fail(step, read, $"'{read.Name}' has to be nested {expected} deep for this block, but is {read.Depth} deep");
                }
            }
        }
        else if (batches.Select(static read => read.Depth).Distinct().Count() > 1)
        {
            return Fail(step, batches[batches.Count - 1], "its inputs are nested to different depths: " + Describe(batches));
        }

        return Lineage(step, batch, data);
    }

    private ImmutableArray<object>? Lineage(StepValue step, BatchModel batch, List<PropertyData> data)
    {
        var lineages = new List<ImmutableArray<object>>();
        foreach (var read in data)
        {
            foreach (var lineage in read.Batches)
            {
                if (!lineages.Exists(known => known.SequenceEqual(lineage)))
                {
                    lineages.Add(lineage);
                }
            }
        }

        lineages.Sort(static (left, right) => left.Length.CompareTo(right.Length));
        bool fits = lineages.Count <= 1 || (lineages.Count == 2 && lineages[1].Length == lineages[0].Length + 1 && lineages[1].Take(lineages[0].Length).SequenceEqual(lineages[0]));
        if (!fits)
        {
            var last = data.Last(static read => read.Batches.Count > 0);
            return Fail(step, last, "its batches come from different sources and cannot be matched element by element: " + Describe(data.Where(static read => read.Batches.Count > 0)));
        }

        if (lineages.Count == 0)
        {
            return controlsFlow ? null : batch.OutputOffset > 0 ? Scalar.Add(step.Creation!) : Scalar;
        }

        var followed = lineages.Count == 1 ? lineages[0] : data.First(read => read.Name == batch.Reference).Batches.FirstOrDefault();
        if (followed.IsDefault)
        {
            followed = lineages[0];
        }

        return batch.OutputOffset switch
        {
            < 0 => followed.RemoveAt(followed.Length - 1),
            > 0 => followed.Add(step.Creation!),
            _ => followed,
        };
    }

    /// <summary>What is known of a property; null when something is not.</summary>
    private PropertyData? Read(StepValue step, PropertyModel property, BatchModel batch)
    {
        var batches = new List<ImmutableArray<object>>();
        bool scalars = false;
        bool connected = false;
        SyntaxNode? place = null;
        if (step.Values.TryGetValue(property.Name, out var given))
        {
            place = given.Value.Syntax;
            var connections = method.ConnectionsIn(given.Value).ToList();
            connected = connections.Count > 0;
            foreach (var connection in connections)
            {
                var lineage = method.SelectorAt(connection) switch
                {
                    InputValue { Depth: 0 } => Scalar,
                    InputValue { Depth: 1 } => ImmutableArray.Create(WorkflowInput),
                    InputValue { Depth: { } depth, Name: { } name } => ImmutableArray.CreateRange(Enumerable.Range(0, depth).Select(level => level == 0 ? WorkflowInput : (name, level))),
                    OutputValue output => LineageOf(output.Step),
                    _ => null,
                };
                if (lineage is not { } known)
                {
                    return null;
                }

                scalars |= known.IsEmpty;
                if (!known.IsEmpty)
                {
                    batches.Add(known);
                }
            }

            if (!connected)
            {
                var literal = LiteralValue.Of(step, property.Name);
                if (!literal.IsKnown)
                {
                    return null;
                }

                scalars = !literal.IsNull;
            }
        }
        else
        {
            scalars = property.DefaultJson is not (null or "null");
        }

        var (takesBatch, takesScalar) = Acceptance(property, batch, !connected);
        return new(property.Name, batches, takesBatch, IsCast: takesBatch && !takesScalar && scalars, place)
        {
            Depth = batches.Count == 0 ? 0 : batches.Max(static lineage => lineage.Length),
        };
    }

    private static (bool Batch, bool Scalar) Acceptance(PropertyModel property, BatchModel batch, bool literal)
    {
        bool mixed = batch.BatchesAndScalars.Contains(property.Name);
        bool cast = batch.AutoCast.Contains(property.Name);
        bool whole = batch.Batches.Contains(property.Name) || cast;
        if (literal)
        {
            return (mixed || whole, !whole || (mixed && !cast));
        }

        bool takesBatch = false;
        bool takesScalar = false;
        foreach (var selector in BlockFacts.Selectors(property.Accepts))
        {
            takesBatch |= selector.PointsToBatch ?? (mixed || whole);
            takesScalar |= selector.PointsToBatch is { } declared ? !declared : (mixed && !cast) || !(mixed || whole);
        }

        return (takesBatch, takesScalar);
    }

    private ImmutableArray<object>? Fail(StepValue step, PropertyData property, string message)
    {
        conflicts[step] = new(property.Place ?? Places.NameOf(step.Creation!.Syntax), message);
        return null;
    }

    private static string Describe(IEnumerable<PropertyData> data) => string.Join(", ", data.Select(static read => $"'{read.Name}' is {read.Depth} deep"));

    private sealed record PropertyData(string Name, List<ImmutableArray<object>> Batches, bool TakesBatch, bool IsCast, SyntaxNode? Place)
    {
        public int Depth { get; set; }
    }
}

/// <summary>What does not fit, and where.</summary>
internal sealed record Conflict(SyntaxNode Place, string Message);
