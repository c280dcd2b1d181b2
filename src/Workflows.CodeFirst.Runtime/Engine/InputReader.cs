using System.Collections;
using System.Text.Json;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Serialization;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>Puts what a run was given into the columns of the inputs: checked, deserialised, and repeated where one value stands for a batch.</summary>
internal sealed class InputReader(
    CompiledInput[] inputs,
    LineageNode? batchLineage,
    SubstitutedRules[] rules,
    KindReaders readers,
    CompatibilityMode compatibility)
{
    /// <summary>Reads all inputs.</summary>
    /// <param name="run">The run.</param>
    /// <param name="given">What was given, by position of the inputs; null where nothing was.</param>
    /// <exception cref="WorkflowRunException">Something is missing or is not what the input takes.</exception>
    public void Read(EngineRun run, ReadOnlySpan<InputBinding?> given)
    {
        int size = BatchSize(given);
        if (batchLineage is not null)
        {
            run.Lineages[batchLineage.Number].SetFlat(size);
        }

        for (int i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].IsParameter)
            {
                ReadParameter(run, inputs[i], given[i]);
            }
            else
            {
                ReadBatch(run, inputs[i], given[i], size);
            }
        }

        if (rules.Length > 0)
        {
            var values = new object?[inputs.Length];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = inputs[i].IsParameter ? ParameterValue(inputs[i], given[i]) : null;
            }

            foreach (var rule in rules)
            {
                rule.Check(values);
            }
        }

        for (int i = 0; i < inputs.Length; i++)
        {
            if (IsUnnoticed(inputs[i], given[i]))
            {
                throw new EngineFailure(
                    EngineFailure.BrokenAssumption, EngineFailure.AssemblingInput, $"The input '{inputs[i].Input.Name}' is a batch of {inputs[i].Lineage.Depth} levels, but was given a single value.");
            }
        }
    }

    /// <summary>The reference engine notices late that a nested batch is given as a single value.</summary>
    private bool IsUnnoticed(CompiledInput input, InputBinding? given) =>
        compatibility == CompatibilityMode.Reference && input.Lineage.Depth > 1 && given is { IsBatch: false, Value: not null };

    /// <summary>The first list of more than one element says how large the batch is.</summary>
    private int BatchSize(ReadOnlySpan<InputBinding?> given)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            if (!inputs[i].IsParameter && given[i] is { IsBatch: true, Value: ICollection { Count: > 1 } list })
            {
                return list.Count;
            }
        }

        return 1;
    }

    private static object? ParameterValue(CompiledInput input, InputBinding? given) =>
        given is null ? input.DefaultValue : given.Value is JsonElement json ? UntypedInputs.Plain(input.Input.Name, json) : given.Value;

    private static void ReadParameter(EngineRun run, CompiledInput input, InputBinding? given)
    {
        object? value = ParameterValue(input, given);
        if (input.Column >= 0)
        {
            var column = run.Column<object?>(input.Column);
            column.Begin(1, sparse: false);
            column.Write(0, value);
        }

        foreach (var substitution in input.Substitutions)
        {
            substitution.Apply(run, value);
        }
    }

    private void ReadBatch(EngineRun run, CompiledInput input, InputBinding? given, int size)
    {
        if (given?.Value is null)
        {
            throw Refuse(input, $"The input '{input.Input.Name}' has no value: it expects {readers.Expected(input.Input.Kinds)}.");
        }

        var list = given.IsBatch ? (IList)given.Value : null;
        if (list is not null && list.Count != 1 && list.Count != size)
        {
            throw Refuse(
                input,
                list.Count == 0
                    ? $"The input '{input.Input.Name}' was given an empty list: a batch has at least one element."
                    : $"The input '{input.Input.Name}' was given {list.Count} values, but another input was given {size}: give every batch the same number, or one value for all.");
        }

        if (IsUnnoticed(input, given))
        {
            Deserialise(input, given.Value, input.Input.Name);
            return;
        }

        if (input.Lineage.Depth > 1)
        {
            ReadNested(run, input, given, size);
            return;
        }

        run.Columns[input.Column].Begin(size, sparse: false);
        bool isOne = list is null || list.Count < size;
        string name = input.Input.Name;
        object? one = isOne ? Deserialise(input, list is null ? given.Value : list[0], list is null ? name : $"{name}.[0]") : null;
        for (int i = 0; i < size; i++)
        {
            Write(run, input, i, isOne ? one : Deserialise(input, list![i], $"{name}.[{i}]"));
        }
    }

    /// <summary>Lists in lists: every level gives the next one its elements.</summary>
    private void ReadNested(EngineRun run, CompiledInput input, InputBinding given, int size)
    {
        var level = new List<(object? Value, string Name)>();
        for (int i = 0; i < size; i++)
        {
            bool isListOfOne = given.IsBatch && ((IList)given.Value!).Count == 1;
            object? value = given.IsBatch ? ((IList)given.Value!)[isListOfOne ? 0 : i] : given.Value;
            level.Add((value, $"{input.Input.Name}.[{i}]"));
        }

        for (int depth = 2; depth <= input.Lineage.Depth; depth++)
        {
            var starts = new int[level.Count + 1];
            var next = new List<(object? Value, string Name)>();
            for (int i = 0; i < level.Count; i++)
            {
                if (level[i].Value is not IList list)
                {
                    throw Refuse(
                        input,
                        $"The input '{input.Input.Name}' is a batch of {input.Lineage.Depth} levels, but '{level[i].Name}' is {ValueNames.Describe(level[i].Value)} instead of a list.");
                }

                for (int j = 0; j < list.Count; j++)
                {
                    next.Add((list[j], $"{level[i].Name}.[{j}]"));
                }

                starts[i + 1] = next.Count;
            }

            run.Lineages[input.Lineage.Prefix(depth).Number].Set(starts, isRegistered: depth == input.Lineage.Depth);
            level = next;
        }

        run.Columns[input.Column].Begin(level.Count, sparse: false);
        for (int i = 0; i < level.Count; i++)
        {
            Write(run, input, i, Deserialise(input, level[i].Value, level[i].Name));
        }
    }

    private object? Deserialise(CompiledInput input, object? value, string identifier)
    {
        if (value is JsonElement json)
        {
            value = UntypedInputs.Plain(input.Input.Name, json);
        }

        if (value is null)
        {
            return null;
        }

        try
        {
            return readers.Read(input.Input.Kinds, value, identifier);
        }
        catch (UnreadableValueException e)
        {
            throw Refuse(input, $"The input '{identifier}' cannot be used: {e.Message}", e.InnerException);
        }
    }

    private static void Write(EngineRun run, CompiledInput input, int position, object? value)
    {
        if (input.IsImage)
        {
            run.Column<Image?>(input.Column).Write(position, (Image?)value);
        }
        else
        {
            run.Column<object?>(input.Column).Write(position, value);
        }
    }

    private static WorkflowRunException Refuse(CompiledInput input, string message, Exception? cause = null) => new(
        new WorkflowError
        {
            Code = WorkflowErrorCodes.InvalidValue,
            Error = "RuntimeInputError",
            Message = message,
            Path = $"$.inputs.{input.Input.Name}",
            Context = "workflow_execution | runtime_input_validation",
        },
        cause);
}
