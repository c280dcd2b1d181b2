using System.Diagnostics.CodeAnalysis;

namespace Workflows.CodeFirst;

/// <summary>A number in a query. Literals convert: <c>d.Confidence &gt; 0.5</c>.</summary>
[SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "The operators are the language; Query.Number and Multiply's like exist for literals.")]
public sealed class NumberQuery : QueryValue, IQueryValue<NumberQuery>
{
    private NumberQuery(QueryExpression expression)
        : base(expression)
    {
    }

    static NumberQuery IQueryValue<NumberQuery>.Create(QueryExpression expression) => new(expression);

    /// <summary>A literal whole number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator NumberQuery(long value) => new(new(new QuerySource.Constant(writer => writer.WriteNumberValue(value))));

    /// <summary>A literal number.</summary>
    /// <param name="value">The number.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite.</exception>
    public static implicit operator NumberQuery(double value)
    {
        JsonLiterals.Finite(value, nameof(value));
        return new(new(new QuerySource.Constant(writer => writer.WriteReal(value))));
    }

    /// <summary>Holds where the left number is the greater one.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another one.</param>
    public static QueryCondition operator >(NumberQuery left, NumberQuery right) => left.Compare("(Number) >", right);

    /// <inheritdoc cref="op_GreaterThan(NumberQuery, NumberQuery)"/>
    public static QueryCondition operator >(NumberQuery left, ISelector<IKind<double>> right) => left.Compare("(Number) >", right);

    /// <inheritdoc cref="op_GreaterThan(NumberQuery, NumberQuery)"/>
    public static QueryCondition operator >(NumberQuery left, ISelector<IKind<long>> right) => left.Compare("(Number) >", right);

    /// <summary>Holds where the left number is the smaller one.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another one.</param>
    public static QueryCondition operator <(NumberQuery left, NumberQuery right) => left.Compare("(Number) <", right);

    /// <inheritdoc cref="op_LessThan(NumberQuery, NumberQuery)"/>
    public static QueryCondition operator <(NumberQuery left, ISelector<IKind<double>> right) => left.Compare("(Number) <", right);

    /// <inheritdoc cref="op_LessThan(NumberQuery, NumberQuery)"/>
    public static QueryCondition operator <(NumberQuery left, ISelector<IKind<long>> right) => left.Compare("(Number) <", right);

    /// <summary>Holds where the left number is not the smaller one.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another one.</param>
    public static QueryCondition operator >=(NumberQuery left, NumberQuery right) => left.Compare("(Number) >=", right);

    /// <inheritdoc cref="op_GreaterThanOrEqual(NumberQuery, NumberQuery)"/>
    public static QueryCondition operator >=(NumberQuery left, ISelector<IKind<double>> right) => left.Compare("(Number) >=", right);

    /// <inheritdoc cref="op_GreaterThanOrEqual(NumberQuery, NumberQuery)"/>
    public static QueryCondition operator >=(NumberQuery left, ISelector<IKind<long>> right) => left.Compare("(Number) >=", right);

    /// <summary>Holds where the left number is not the greater one.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another one.</param>
    public static QueryCondition operator <=(NumberQuery left, NumberQuery right) => left.Compare("(Number) <=", right);

    /// <inheritdoc cref="op_LessThanOrEqual(NumberQuery, NumberQuery)"/>
    public static QueryCondition operator <=(NumberQuery left, ISelector<IKind<double>> right) => left.Compare("(Number) <=", right);

    /// <inheritdoc cref="op_LessThanOrEqual(NumberQuery, NumberQuery)"/>
    public static QueryCondition operator <=(NumberQuery left, ISelector<IKind<long>> right) => left.Compare("(Number) <=", right);

    /// <summary>Holds where the numbers are equal.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another one.</param>
    public static QueryCondition operator ==(NumberQuery left, NumberQuery right) => left.Compare("(Number) ==", right);

    /// <inheritdoc cref="op_Equality(NumberQuery, NumberQuery)"/>
    public static QueryCondition operator ==(NumberQuery left, ISelector<IKind<double>> right) => left.Compare("(Number) ==", right);

    /// <inheritdoc cref="op_Equality(NumberQuery, NumberQuery)"/>
    public static QueryCondition operator ==(NumberQuery left, ISelector<IKind<long>> right) => left.Compare("(Number) ==", right);

    /// <summary>Holds where the numbers are not equal.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">Another one.</param>
    public static QueryCondition operator !=(NumberQuery left, NumberQuery right) => left.Compare("(Number) !=", right);

    /// <inheritdoc cref="op_Inequality(NumberQuery, NumberQuery)"/>
    public static QueryCondition operator !=(NumberQuery left, ISelector<IKind<double>> right) => left.Compare("(Number) !=", right);

    /// <inheritdoc cref="op_Inequality(NumberQuery, NumberQuery)"/>
    public static QueryCondition operator !=(NumberQuery left, ISelector<IKind<long>> right) => left.Compare("(Number) !=", right);

    /// <summary>The number times a literal.</summary>
    /// <param name="number">The number.</param>
    /// <param name="factor">The factor.</param>
    public static NumberQuery operator *(NumberQuery number, long factor) => number.With("Multiply", factor);

    /// <inheritdoc cref="op_Multiply(NumberQuery, long)"/>
    public static NumberQuery operator *(NumberQuery number, double factor) => number.With("Multiply", factor);

    /// <inheritdoc cref="op_Multiply(NumberQuery, long)"/>
    public static NumberQuery operator *(long factor, NumberQuery number) => number.With("Multiply", factor);

    /// <inheritdoc cref="op_Multiply(NumberQuery, long)"/>
    public static NumberQuery operator *(double factor, NumberQuery number) => number.With("Multiply", factor);

    /// <summary>The number divided by a literal; not rounded, also when both are whole.</summary>
    /// <param name="number">The number.</param>
    /// <param name="divisor">The divisor.</param>
    /// <exception cref="ArgumentOutOfRangeException">The divisor is zero.</exception>
    public static NumberQuery operator /(NumberQuery number, long divisor) => number.With("Divide", NotZero(divisor));

    /// <inheritdoc cref="op_Division(NumberQuery, long)"/>
    public static NumberQuery operator /(NumberQuery number, double divisor) => number.With("Divide", NotZero(divisor));

    /// <summary>Holds where the number lies between two others, both included.</summary>
    /// <param name="minimum">The smallest number.</param>
    /// <param name="maximum">The greatest.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public QueryCondition InRange(double minimum, double maximum)
    {
        double[] range = [JsonLiterals.Finite(minimum, nameof(minimum)), JsonLiterals.Finite(maximum, nameof(maximum))];
        return Compare("(Number) in range", writer => writer.WriteList(range, static (to, value) => to.WriteReal(value)));
    }

    /// <summary>Holds where the number lies between the two of a list, both included.</summary>
    /// <param name="range">A value of the workflow: the smallest number and the greatest.</param>
    public QueryCondition InRange(ISelector<IAcceptsListOfValues> range) => Compare("(Number) in range", range);

    /// <inheritdoc cref="InRange(ISelector{IAcceptsListOfValues})"/>
    public QueryCondition InRange(SequenceQuery<NumberQuery> range) => Compare("(Number) in range", range);

    /// <summary>Holds where the number is one of several.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public QueryCondition In(params IEnumerable<double> numbers) => Compare("in (Sequence)", Query.Numbers(numbers));

    /// <summary>Holds where the number is in a list.</summary>
    /// <param name="numbers">A value of the workflow.</param>
    public QueryCondition In(ISelector<IAcceptsListOfValues> numbers) => Compare("in (Sequence)", numbers);

    /// <inheritdoc cref="In(ISelector{IAcceptsListOfValues})"/>
    public QueryCondition In(SequenceQuery<NumberQuery> numbers) => Compare("in (Sequence)", numbers);

    /// <summary>The number rounded, halves to the even neighbour.</summary>
    /// <param name="decimals">How many decimal places are kept; negative ones round to tens, hundreds ...</param>
    public NumberQuery Round(int decimals = 0) => Then<NumberQuery>("NumberRound", writer => writer.Json.WriteNumber("decimal_digits", decimals));

    /// <summary>The number without its decimal places.</summary>
    public NumberQuery ToInteger() => Then<NumberQuery>("ToNumber", "cast_to", "int");

    /// <summary>The number as a real one.</summary>
    public NumberQuery ToReal() => Then<NumberQuery>("ToNumber", "cast_to", "float");

    /// <summary>Whether the number is not zero.</summary>
    public BooleanQuery ToBoolean() => Then<BooleanQuery>("ToBoolean");

    /// <inheritdoc/>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    /// <inheritdoc/>
    public override int GetHashCode() => Expression.GetHashCode();

    private static T NotZero<T>(T divisor)
        where T : System.Numerics.INumber<T> => !T.IsZero(divisor) ? divisor : throw new ArgumentOutOfRangeException(nameof(divisor), "The divisor must not be zero.");

    private NumberQuery With(string operation, long other) => Then<NumberQuery>(operation, writer => writer.Json.WriteNumber("other", other));

    private NumberQuery With(string operation, double other)
    {
        JsonLiterals.Finite(other, nameof(other));
        return Then<NumberQuery>(operation, writer =>
        {
            writer.Json.WritePropertyName("other");
            writer.Json.WriteReal(other);
        });
    }
}
