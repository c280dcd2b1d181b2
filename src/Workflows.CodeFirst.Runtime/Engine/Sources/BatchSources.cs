using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Engine.Sources;

/// <summary>The elements that a block taking whole batches works on: the column itself where all take part, otherwise a copy of those that do.</summary>
/// <param name="column">The producer's column.</param>
/// <param name="scratch">A column of the same run for copies.</param>
/// <param name="step">The consuming step.</param>
internal sealed class BatchSource<T>(int column, int scratch, int step) : Source<Batch<T>>
{
    public override Batch<T> Read(in StepScope scope)
    {
        var run = EngineRun.Of(scope);
        var frame = run.Frames[step];
        var values = run.Column<T>(column).Values;
        if (frame.IsComplete && run.Gates[step] is null)
        {
            return new(values.AsMemory(0, frame.Count));
        }

        var chosen = run.Column<T>(scratch);
        chosen.Begin(frame.Count, sparse: false);
        for (int i = 0; i < frame.Count; i++)
        {
            int element = frame[i];
            chosen.Values[i] = run.IsGated(step, element) ? default! : values[element];
        }

        return new(chosen.Values.AsMemory(0, frame.Count));
    }
}

/// <summary>As <see cref="BatchSource{T}"/>, from a producer of another type.</summary>
internal sealed class ConvertingBatchSource<T>(int column, int scratch, int step, PropertyPlace place) : Source<Batch<T>>
{
    public override Batch<T> Read(in StepScope scope)
    {
        var run = EngineRun.Of(scope);
        var frame = run.Frames[step];
        var values = run.Columns[column];
        var converted = run.Column<T>(scratch);
        converted.Begin(frame.Count, sparse: false);
        for (int i = 0; i < frame.Count; i++)
        {
            int element = frame[i];
            converted.Values[i] = run.IsGated(step, element) ? default! : place.Convert<T>(values.GetValue(element), ValueConversion.TryConvert);
        }

        return new(converted.Values.AsMemory(0, frame.Count));
    }
}

/// <summary>A value that is no batch, repeated for each element of a block that takes whole batches.</summary>
internal sealed class RepeatingBatchSource<T>(Source<T> source, int scratch, int step) : Source<Batch<T>>
{
    public override Batch<T> Read(in StepScope scope)
    {
        var run = EngineRun.Of(scope);
        var frame = run.Frames[step];
        var repeated = run.Column<T>(scratch);
        repeated.Begin(frame.Count, sparse: false);
        var value = source.Read(scope);
        for (int i = 0; i < frame.Count; i++)
        {
            repeated.Values[i] = run.IsGated(step, frame[i]) ? default! : value;
        }

        return new(repeated.Values.AsMemory(0, frame.Count));
    }
}

/// <summary>A value that is no batch, as a batch of one: what a collapsing step makes of a scalar.</summary>
internal sealed class SingleBatchSource<T>(Source<T> source, int scratch) : Source<Batch<T>>
{
    public override Batch<T> Read(in StepScope scope)
    {
        var single = EngineRun.Of(scope).Column<T>(scratch);
        single.Begin(1, sparse: false);
        single.Values[0] = source.Read(scope);
        return new(single.Values.AsMemory(0, 1));
    }
}

/// <summary>The children of the element that the step is run for, without those that are missing unless the block wants to see them.</summary>
/// <param name="column">The producer's column.</param>
/// <param name="lineage">The lineage of the children.</param>
/// <param name="scratch">A column of the same run for copies.</param>
/// <param name="step">The consuming step.</param>
/// <param name="keepsMissing">Whether missing children stay, as nulls.</param>
/// <param name="place">The consuming property, for messages; null when producer and consumer have the same type.</param>
internal sealed class ChildrenSource<T>(int column, int lineage, int scratch, int step, bool keepsMissing, PropertyPlace? place) : Source<Batch<T>>
{
    public override Batch<T> Read(in StepScope scope)
    {
        var run = EngineRun.Of(scope);
        var (start, end) = run.Lineages[lineage].Of(scope.Element);
        var values = run.Columns[column];
        var gate = run.ChildGates[step];
        if (place is null && gate is null && (keepsMissing || !values.HasMissing))
        {
            return new(run.Column<T>(column).Values.AsMemory(start, end - start));
        }

        var children = run.Column<T>(scratch);
        children.Begin(end - start, sparse: false);
        int count = 0;
        for (int i = start; i < end; i++)
        {
            bool isGated = gate is not null && !gate[i];
            if (keepsMissing && isGated)
            {
                children.Values[count++] = default!;
            }
            else if (keepsMissing || !(isGated || values.IsMissing(i)))
            {
                children.Values[count++] = place is null ? run.Column<T>(column).Values[i] : place.Convert<T>(values.GetValue(i), ValueConversion.TryConvert);
            }
        }

        return new(children.Values.AsMemory(0, count));
    }
}
