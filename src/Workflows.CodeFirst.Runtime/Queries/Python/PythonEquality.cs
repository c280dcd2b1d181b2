using System.Numerics;
using System.Runtime.CompilerServices;

namespace Workflows.CodeFirst.Runtime.Queries.Python;

/// <summary>Equality and hashes: 1, 1.0 and true are equal, a text never equals a number, lists and dictionaries compare by content.</summary>
internal static class PythonEquality
{
    /// <summary>What <c>in</c> and containers use: the same object is the same value, even one that is not equal to itself.</summary>
    public static bool AreSame(object? left, object? right) => ReferenceEquals(left, right) || AreEqual(left, right);

    /// <summary>Whether two values are equal; values of different sorts are just not equal.</summary>
    /// <exception cref="PythonException">An array of several elements is compared: the answer would be an array.</exception>
    public static bool AreEqual(object? left, object? right)
    {
        if (left is ArrayValue { Rank: > 0 } || right is ArrayValue { Rank: > 0 })
        {
            return ArrayMath.Compare(left, right, AreEqual);
        }

        if (PythonNumber.TryGet(left, out var number))
        {
            return PythonNumber.TryGet(right, out var other) && PythonNumber.Compare(number, other) == 0;
        }

        switch (left, right)
        {
            case (null, null):
                return true;
            case (null, _) or (_, null):
                return false;
            case (string a, string b):
                return a == b;
            case (byte[] a, byte[] b):
                return a.AsSpan().SequenceEqual(b);
            case (DateTime a, DateTime b):
                return a == b;
            case (DateTimeOffset a, DateTimeOffset b):
                return a == b;
            case (SetValue a, SetValue b):
                return a.Count == b.Count && a.IsSubsetOf(b);
            case (Detections a, Detections b):
                return DetectionsEquality.AreEqual(a, b);
            case (DetectionRow a, DetectionRow b):
                return a.IsSame(b) ? true : throw PythonValues.Ambiguous();
            case (IReadOnlyList<object?> a, IReadOnlyList<object?> b):
                return (a is TupleValue) == (b is TupleValue) && AreListsEqual(a, b);
            default:
                return PythonDictionaries.AreEqual(left, right) ?? left.Equals(right);
        }
    }

    /// <summary>A number that is equal for equal values.</summary>
    /// <exception cref="PythonException">The value may change or has parts that may, so that it can be no key.</exception>
    public static int Hash(object? value)
    {
        if (PythonNumber.TryGet(value, out var number))
        {
            return number.GetHashCode();
        }

        switch (value)
        {
            case null:
                return 0;
            case byte[] bytes:
                var bytesHash = new HashCode();
                bytesHash.AddBytes(bytes);
                return bytesHash.ToHashCode();
            case TupleValue tuple:
                var hash = new HashCode();
                foreach (object? item in tuple)
                {
                    hash.Add(Hash(PythonValues.Normalize(item)));
                }

                return hash.ToHashCode();
            case IReadOnlyList<object?> or SetValue or MixedDictionary or IReadOnlyDictionary<string, object?> or ClassificationPrediction
                or ArrayValue or Detections or DetectionRow:
                throw PythonException.Type($"{PythonValues.Describe(value)} cannot be looked up");
            case Image:
                return RuntimeHelpers.GetHashCode(value);
            default:
                return value.GetHashCode();
        }
    }

    private static bool AreListsEqual(IReadOnlyList<object?> left, IReadOnlyList<object?> right)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (left.Count != right.Count)
        {
            return false;
        }

        for (int i = 0; i < left.Count; i++)
        {
            if (!AreSame(PythonValues.Normalize(left[i]), PythonValues.Normalize(right[i])))
            {
                return false;
            }
        }

        return true;
    }
}
