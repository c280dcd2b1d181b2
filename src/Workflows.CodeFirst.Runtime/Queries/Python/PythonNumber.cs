using System.Globalization;
using System.Numerics;

namespace Workflows.CodeFirst.Runtime.Queries.Python;

/// <summary>A number: a whole number of any size, or a double. Truth values count as 1 and 0.</summary>
internal readonly struct PythonNumber : IEquatable<PythonNumber>
{
    private readonly BigInteger big;
    private readonly long small;
    private readonly double real;
    private readonly Sort sort;

    private PythonNumber(Sort sort, long small, double real, BigInteger big)
    {
        this.sort = sort;
        this.small = small;
        this.real = real;
        this.big = big;
    }

    private enum Sort
    {
        Small,
        Big,
        Real,
    }

    /// <summary>Whether the number is a double rather than a whole number.</summary>
    public bool IsReal => sort == Sort.Real;

    public bool IsZero => IsReal ? real == 0 : sort == Sort.Small && small == 0;

    /// <summary>The value of a whole number.</summary>
    public BigInteger Whole => sort == Sort.Big ? big : small;

    public static implicit operator PythonNumber(long number) => new(Sort.Small, number, 0, default);

    public static implicit operator PythonNumber(double number) => new(Sort.Real, 0, number, default);

    /// <summary>The number that a value is; false when it is none.</summary>
    public static bool TryGet(object? value, out PythonNumber number)
    {
        switch (value)
        {
            case long whole:
                number = whole;
                return true;
            case double real:
                number = real;
                return true;
            case bool flag:
                number = flag ? 1L : 0L;
                return true;
            case BigInteger big:
                number = new(Sort.Big, 0, 0, big);
                return true;
            case ArrayValue { Rank: 0 } scalar:
                return TryGet(scalar.Items[0], out number);
            default:
                number = default;
                return false;
        }
    }

    /// <summary>The sign of the difference, exact also between whole numbers and doubles; null when one is not a number.</summary>
    public static int? Compare(in PythonNumber left, in PythonNumber right)
    {
        if (left.IsReal)
        {
            return right.IsReal ? Compare(left.real, right.real) : -Compare(right, left.real);
        }

        return right.IsReal ? Compare(left, right.real)
            : left.sort == Sort.Small && right.sort == Sort.Small ? left.small.CompareTo(right.small)
            : left.Whole.CompareTo(right.Whole);
    }

    public static object Multiply(in PythonNumber left, in PythonNumber right)
    {
        if (left.IsReal || right.IsReal)
        {
            return left.ToDouble() * right.ToDouble();
        }

        if (left.sort == Sort.Small && right.sort == Sort.Small)
        {
            long high = Math.BigMul(left.small, right.small, out long low);
            if (high == low >> 63)
            {
                return low;
            }
        }

        return PythonValues.Integer(left.Whole * right.Whole);
    }

    public static object Add(in PythonNumber left, in PythonNumber right)
    {
        if (left.IsReal || right.IsReal)
        {
            return left.ToDouble() + right.ToDouble();
        }

        long sum = unchecked(left.small + right.small);
        return left.sort == Sort.Small && right.sort == Sort.Small && ((left.small ^ sum) & (right.small ^ sum)) >= 0
            ? sum
            : PythonValues.Integer(left.Whole + right.Whole);
    }

    /// <exception cref="PythonException">The divisor is zero, or the quotient too large.</exception>
    public static double Divide(in PythonNumber left, in PythonNumber right)
    {
        if (right.IsZero)
        {
            throw PythonException.ZeroDivision();
        }

        return left.IsReal || right.IsReal || (left.IsExactAsDouble && right.IsExactAsDouble)
            ? left.ToDouble() / right.ToDouble()
            : DivideExactly(left.Whole, right.Whole);
    }

    /// <exception cref="PythonException">The whole number is too large.</exception>
    public double ToDouble() => sort switch
    {
        Sort.Real => real,
        Sort.Small => small,
        _ => Finite(double.Parse(big.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)),
    };

    public bool Equals(PythonNumber other) => Compare(this, other) == 0;

    public override bool Equals(object? obj) => obj is PythonNumber other && Equals(other);

    /// <summary>The same for numbers that are equal, whatever their sort.</summary>
    public override int GetHashCode() => sort switch
    {
        Sort.Small => small.GetHashCode(),
        Sort.Big => big.GetHashCode(),
        _ when !double.IsFinite(real) || Math.Floor(real) != real => real.GetHashCode(),
        _ when Math.Abs(real) < 9.2e18 => ((long)real).GetHashCode(),
        _ => PythonValues.Integer(new BigInteger(real)).GetHashCode(),
    };

    private bool IsExactAsDouble => sort == Sort.Small && small is >= -(1L << 53) and <= 1L << 53;

    private static double Finite(double number) =>
        double.IsFinite(number) ? number : throw PythonException.Overflow("the whole number is too large for a number with a fraction");

    private static int? Compare(double left, double right) =>
        double.IsNaN(left) || double.IsNaN(right) ? null : left.CompareTo(right);

    private static int? Compare(in PythonNumber left, double right)
    {
        if (double.IsNaN(right))
        {
            return null;
        }

        if (double.IsInfinity(right))
        {
            return right > 0 ? -1 : 1;
        }

        double floor = Math.Floor(right);
        int sign = left.sort == Sort.Small && Math.Abs(floor) < 9.2e18 ? left.small.CompareTo((long)floor) : left.Whole.CompareTo(new BigInteger(floor));
        return sign != 0 ? sign : floor < right ? -1 : 0;
    }

    /// <summary>The double nearest to a quotient: 40 digits of it, and whether there is more, decide.</summary>
    private static double DivideExactly(BigInteger left, BigInteger right)
    {
        int digits = 40 + Math.Max(0, (int)Math.Ceiling((right.GetBitLength() - (double)left.GetBitLength()) * 0.302));
        var quotient = BigInteger.DivRem(left * BigInteger.Pow(10, digits), right, out var rest);
        string text = string.Create(CultureInfo.InvariantCulture, $"{quotient}{(rest.IsZero ? 0 : 1)}e{-digits - 1}");
        return Finite(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
    }
}
