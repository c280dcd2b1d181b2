using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.CodeFirst;

/// <summary>
/// A value in a query: what stands for it in C# while a workflow is written. Properties and methods do not compute, they note the
/// operations that the engine is to apply; comparing makes a <see cref="QueryCondition"/>. Values are immutable.
/// </summary>
public abstract class QueryValue
{
    private protected QueryValue(QueryExpression expression) => Expression = expression;

    internal QueryExpression Expression { get; }

    /// <summary>Holds where there is a value, that is, one that is not null.</summary>
    public QueryCondition Exists() => ConditionStatement.Unary(Expression, "Exists");

    /// <summary>Holds where the value is null.</summary>
    public QueryCondition DoesNotExist() => ConditionStatement.Unary(Expression, "DoesNotExist");

    /// <summary>Holds where two values are equal, whatever they are; lists and dictionaries by their elements.</summary>
    /// <param name="other">The other value.</param>
    public QueryCondition EqualTo(QueryValue other) => Compare("==", other);

    /// <summary>Holds where two values are not equal, whatever they are.</summary>
    /// <param name="other">The other value.</param>
    public QueryCondition NotEqualTo(QueryValue other) => Compare("!=", other);

    /// <summary>The value as a text, as Python writes it: <c>True</c>, <c>None</c>, <c>1.0</c>.</summary>
    public TextQuery ToText() => Then<TextQuery>("ToString");

    /// <summary>A random number instead of the value.</summary>
    /// <param name="minimum">The smallest possible number.</param>
    /// <param name="maximum">The greatest.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public NumberQuery ToRandomNumber(double minimum = 0, double maximum = 1)
    {
        JsonLiterals.Finite(minimum, nameof(minimum));
        JsonLiterals.Finite(maximum, nameof(maximum));
        return Then<NumberQuery>("RandomNumber", writer =>
        {
            writer.Json.WritePropertyName("min_value");
            writer.Json.WriteReal(minimum);
            writer.Json.WritePropertyName("max_value");
            writer.Json.WriteReal(maximum);
        });
    }

    /// <summary>The entry of a table for the value; a value that the table does not have is an error when the workflow runs.</summary>
    /// <param name="table">Values and what they become.</param>
    /// <exception cref="ArgumentException">A key is given twice.</exception>
    public TextQuery Lookup(params IEnumerable<(string Key, string Value)> table) =>
        Then<TextQuery>("LookupTable", JsonLiterals.Table("lookup_table", table, static (writer, value) => writer.WriteStringValue(value), nameof(table)));

    /// <inheritdoc cref="Lookup(IEnumerable{ValueTuple{string, string}})"/>
    public NumberQuery Lookup(params IEnumerable<(string Key, long Value)> table) =>
        Then<NumberQuery>("LookupTable", JsonLiterals.Table("lookup_table", table, static (writer, value) => writer.WriteNumberValue(value), nameof(table)));

    /// <inheritdoc cref="Lookup(IEnumerable{ValueTuple{string, string}})"/>
    public NumberQuery Lookup(params IEnumerable<(string Key, double Value)> table) => Then<NumberQuery>(
        "LookupTable",
        JsonLiterals.Table("lookup_table", table, static (writer, value) => writer.WriteReal(JsonLiterals.Finite(value, "table")), nameof(table)));

    /// <inheritdoc cref="Lookup(IEnumerable{ValueTuple{string, string}})"/>
    public BooleanQuery Lookup(params IEnumerable<(string Key, bool Value)> table) =>
        Then<BooleanQuery>("LookupTable", JsonLiterals.Table("lookup_table", table, static (writer, value) => writer.WriteBooleanValue(value), nameof(table)));

    /// <summary>The entry of a table of anything; <see cref="As"/> says what the entries are.</summary>
    /// <param name="table">Values and what they become; it is copied.</param>
    public AnyQuery Lookup(JsonObject table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var copy = (JsonObject)table.DeepClone();
        return Then<AnyQuery>("LookupTable", writer =>
        {
            writer.Json.WritePropertyName("lookup_table");
            copy.WriteTo(writer.Json);
        });
    }

    /// <summary>The same value, regarded as another sort: where the author knows more than the compiler.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    public T As<T>()
        where T : QueryValue, IQueryValue<T> => T.Create(Expression);

    /// <summary>Applies an operation that is given as JSON.</summary>
    /// <typeparam name="T">What comes out.</typeparam>
    /// <param name="operation">The operation as workflow JSON has it; it is copied, and checked by the step that is given it.</param>
    public T Apply<T>(JsonObject operation)
        where T : QueryValue, IQueryValue<T>
    {
        ArgumentNullException.ThrowIfNull(operation);
        var copy = (JsonObject)operation.DeepClone();
        return T.Create(Expression.Then(new(null, writer => copy.WriteTo(writer.Json))));
    }

    /// <summary>The operations that the value is made by, as workflow JSON has them.</summary>
    public override string ToString() => Expression.Operations.IsEmpty
        ? "value"
        : string.Join(" → ", Expression.Operations.Select(static operation => operation.Type ?? "JSON"));

    private protected T Then<T>(string operation, Action<QueryWriter>? writeMembers = null)
        where T : QueryValue, IQueryValue<T> => T.Create(Expression.Then(new(operation, writeMembers)));

    private protected T Then<T>(string operation, string member, string value)
        where T : QueryValue, IQueryValue<T> => Then<T>(operation, writer => writer.Json.WriteString(member, value));

    private protected QueryCondition Compare(string comparator, QueryValue other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ConditionStatement.Binary(Expression, comparator, other.Expression);
    }

    private protected QueryCondition Compare(string comparator, ISelector other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ConditionStatement.Binary(Expression, comparator, new(new QuerySource.Selected(other)));
    }

    private protected QueryCondition Compare(string comparator, Action<Utf8JsonWriter> other) =>
        ConditionStatement.Binary(Expression, comparator, new(new QuerySource.Constant(other)));

    private protected QueryCondition Test(string test) => ConditionStatement.Unary(Expression, test);
}

/// <summary>A sort of values in queries; for type parameters.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IQueryValue<TSelf>
    where TSelf : QueryValue, IQueryValue<TSelf>
{
    internal static abstract TSelf Create(QueryExpression expression);
}
