using System.Diagnostics.CodeAnalysis;

namespace Workflows.CodeFirst;

/// <summary>True or false in a query. Converts to the condition that it is true, so <c>d.ClassName.Matches("^a")</c> can stand alone.</summary>
[SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "The operators are the language.")]
public sealed class BooleanQuery : QueryValue, IQueryValue<BooleanQuery>
{
    private BooleanQuery(QueryExpression expression)
        : base(expression)
    {
    }

    static BooleanQuery IQueryValue<BooleanQuery>.Create(QueryExpression expression) => new(expression);

    /// <summary>A literal.</summary>
    /// <param name="value">True or false.</param>
    public static implicit operator BooleanQuery(bool value) => new(new(new QuerySource.Constant(writer => writer.WriteBooleanValue(value))));

    /// <summary>The condition that the value is true.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator QueryCondition(BooleanQuery value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.IsTrue();
    }

    /// <summary>Holds where the value is not true.</summary>
    /// <param name="value">The value.</param>
    public static QueryCondition operator !(BooleanQuery value) => !(QueryCondition)value;

    /// <summary>Holds where the values are equal.</summary>
    /// <param name="left">A value.</param>
    /// <param name="right">Another one.</param>
    public static QueryCondition operator ==(BooleanQuery left, BooleanQuery right) => left.Compare("==", right);

    /// <inheritdoc cref="op_Equality(BooleanQuery, BooleanQuery)"/>
    public static QueryCondition operator ==(BooleanQuery left, ISelector<IKind<bool>> right) => left.Compare("==", right);

    /// <summary>Holds where the values are not equal.</summary>
    /// <param name="left">A value.</param>
    /// <param name="right">Another one.</param>
    public static QueryCondition operator !=(BooleanQuery left, BooleanQuery right) => left.Compare("!=", right);

    /// <inheritdoc cref="op_Inequality(BooleanQuery, BooleanQuery)"/>
    public static QueryCondition operator !=(BooleanQuery left, ISelector<IKind<bool>> right) => left.Compare("!=", right);

    /// <summary>Holds where the value is true, and not only something that counts as true.</summary>
    public QueryCondition IsTrue() => Test("(Boolean) is True");

    /// <summary>Holds where the value is false, and not only something that counts as false.</summary>
    public QueryCondition IsFalse() => Test("(Boolean) is False");

    /// <summary>1 for true, 0 for false.</summary>
    public NumberQuery ToInteger() => Then<NumberQuery>("ToNumber", "cast_to", "int");

    /// <summary>1.0 for true, 0.0 for false.</summary>
    public NumberQuery ToReal() => Then<NumberQuery>("ToNumber", "cast_to", "float");

    /// <inheritdoc/>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    /// <inheritdoc/>
    public override int GetHashCode() => Expression.GetHashCode();
}
