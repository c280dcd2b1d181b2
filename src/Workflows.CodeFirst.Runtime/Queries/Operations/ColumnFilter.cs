using System.Buffers;
using System.Collections.Immutable;
using Workflows.CodeFirst.Runtime.Queries.Compilation;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Queries.Operations;

/// <summary>
/// The statements that filters mostly consist of, evaluated for all detections at once: a property of the detection against a value that
/// is the same for all. Whatever could fail is left to the evaluation one by one, so that errors are the same.
/// </summary>
internal abstract class ColumnFilter
{
    /// <summary>Compiles a statement; null when a part of it is of another form.</summary>
    public static ColumnFilter? TryCompile(Statement statement)
    {
        switch (statement)
        {
            case StatementGroup group:
                var members = group.Statements.Select(TryCompile).ToArray();
                return Array.TrueForAll(members, member => member is not null) ? new GroupFilter(group.NeedsAll, members!) : null;
            case BinaryStatement binary when binary.Left is { IsDefault: true, Operations.Operations: [{ Property: { } property }] }
                && binary.Right is { IsDefault: false, Operations.Operations: [] }:
                return property.IsNumber ? NumberFilter.TryCompile(binary, property.Kind)
                    : property.Kind == DetectionPropertyKind.ClassName ? NameFilter.TryCompile(binary)
                    : null;
            default:
                return null;
        }
    }

    /// <summary>Decides on all detections; false when the values at hand need the evaluation one by one.</summary>
    public abstract bool TryEvaluate(Detections detections, QueryScope scope, Span<bool> keep);

    /// <summary>The value that all detections are compared to.</summary>
    private static bool TryGetValue(Operand operand, QueryScope scope, out object? value)
    {
        value = operand.Value;
        return operand.Name is null || scope.TryGet(operand.Name, out value);
    }

    private sealed class GroupFilter(bool needsAll, ColumnFilter[] members) : ColumnFilter
    {
        public override bool TryEvaluate(Detections detections, QueryScope scope, Span<bool> keep)
        {
            if (!members[0].TryEvaluate(detections, scope, keep))
            {
                return false;
            }

            bool[] pooled = ArrayPool<bool>.Shared.Rent(keep.Length);
            var holds = pooled.AsSpan(0, keep.Length);
            bool isDone = true;
            for (int i = 1; i < members.Length && isDone; i++)
            {
                isDone = members[i].TryEvaluate(detections, scope, holds);
                for (int row = 0; row < keep.Length; row++)
                {
                    keep[row] = needsAll ? keep[row] & holds[row] : keep[row] | holds[row];
                }
            }

            ArrayPool<bool>.Shared.Return(pooled);
            return isDone;
        }
    }

    /// <summary>Compares a number of every detection to a number.</summary>
    private sealed class NumberFilter(BinaryStatement statement, DetectionPropertyKind kind, NumberFilter.Relation relation) : ColumnFilter
    {
        internal enum Relation
        {
            Less,
            LessOrEqual,
            Greater,
            GreaterOrEqual,
        }

        public static NumberFilter? TryCompile(BinaryStatement statement, DetectionPropertyKind kind)
        {
            Relation? relation = statement.Comparator switch
            {
                "(Number) <" => Relation.Less,
                "(Number) <=" => Relation.LessOrEqual,
                "(Number) >" => Relation.Greater,
                "(Number) >=" => Relation.GreaterOrEqual,
                _ => null,
            };
            return relation is { } known ? new(statement, kind, known) : null;
        }

        public override bool TryEvaluate(Detections detections, QueryScope scope, Span<bool> keep)
        {
            if (!TryGetValue(statement.Right, scope, out object? value) || Limit(value) is not { } limit
                || (kind == DetectionPropertyKind.Confidence && detections.Confidences.IsDefaultOrEmpty && keep.Length > 0))
            {
                return false;
            }

            double[] pooled = ArrayPool<double>.Shared.Rent(keep.Length);
            var numbers = pooled.AsSpan(0, keep.Length);
            Read(detections, numbers);
            Compare(numbers, limit, keep);
            ArrayPool<double>.Shared.Return(pooled);
            return true;
        }

        private static double? Limit(object? value) => value switch
        {
            double number => number,
            long number and >= -(1L << 53) and <= 1L << 53 => number,
            _ => null,
        };

        private void Read(Detections detections, Span<double> numbers)
        {
            if (kind == DetectionPropertyKind.Confidence)
            {
                detections.Confidences.AsSpan().CopyTo(numbers);
                return;
            }

            for (int i = 0; i < numbers.Length; i++)
            {
                numbers[i] = DetectionProperty.Number(kind, detections, i);
            }
        }

        private void Compare(ReadOnlySpan<double> numbers, double limit, Span<bool> keep)
        {
            bool isNegated = statement.IsNegated;
            switch (relation)
            {
                case Relation.Less:
                    for (int i = 0; i < keep.Length; i++)
                    {
                        keep[i] = numbers[i] < limit != isNegated;
                    }

                    break;
                case Relation.LessOrEqual:
                    for (int i = 0; i < keep.Length; i++)
                    {
                        keep[i] = numbers[i] <= limit != isNegated;
                    }

                    break;
                case Relation.Greater:
                    for (int i = 0; i < keep.Length; i++)
                    {
                        keep[i] = numbers[i] > limit != isNegated;
                    }

                    break;
                default:
                    for (int i = 0; i < keep.Length; i++)
                    {
                        keep[i] = numbers[i] >= limit != isNegated;
                    }

                    break;
            }
        }
    }

    /// <summary>Compares the class name of every detection to a name, or looks for it in a list of names.</summary>
    private sealed class NameFilter(BinaryStatement statement, bool isList) : ColumnFilter
    {
        public static NameFilter? TryCompile(BinaryStatement statement) => statement.Comparator switch
        {
            "==" => new(statement, isList: false),
            "in (Sequence)" => new(statement, isList: true),
            _ => null,
        };

        public override bool TryEvaluate(Detections detections, QueryScope scope, Span<bool> keep)
        {
            var names = detections.ClassNames;
            if (names.IsDefaultOrEmpty || detections.Data.ContainsKey(DetectionColumns.ClassName)
                || !TryGetValue(statement.Right, scope, out object? value) || Wanted(value) is not { } wanted)
            {
                return false;
            }

            for (int i = 0; i < keep.Length; i++)
            {
                // Detections of one class mostly share one name.
                keep[i] = i > 0 && ReferenceEquals(names[i], names[i - 1]) ? keep[i - 1] : wanted.Contains(names[i]) != statement.IsNegated;
            }

            return true;
        }

        private ImmutableArray<string>? Wanted(object? value)
        {
            if (!isList)
            {
                return value is string name ? [name] : null;
            }

            if (value is not IReadOnlyList<object?> list)
            {
                return null;
            }

            var names = ImmutableArray.CreateBuilder<string>(list.Count);
            for (int i = 0; i < list.Count; i++)
            {
                if (list[i] is ArrayValue or DetectionRow)
                {
                    return null;
                }

                if (list[i] is string item)
                {
                    names.Add(item);
                }
            }

            return names.DrainToImmutable();
        }
    }
}
