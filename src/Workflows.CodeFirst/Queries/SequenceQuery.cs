using System.Text.Json.Nodes;

namespace Workflows.CodeFirst;

/// <summary>A list in a query.</summary>
/// <typeparam name="T">What its elements are.</typeparam>
public sealed class SequenceQuery<T> : QueryValue, IQueryValue<SequenceQuery<T>>
    where T : QueryValue, IQueryValue<T>
{
    private SequenceQuery(QueryExpression expression)
        : base(expression)
    {
    }

    /// <summary>How many elements there are.</summary>
    public NumberQuery Count => Then<NumberQuery>("SequenceLength");

    static SequenceQuery<T> IQueryValue<SequenceQuery<T>>.Create(QueryExpression expression) => new(expression);

    /// <summary>The first element; there has to be one when the workflow runs.</summary>
    public T First() => Then<T>("SequenceAggregate", "mode", "first");

    /// <summary>The last element; there has to be one when the workflow runs.</summary>
    public T Last() => Then<T>("SequenceAggregate", "mode", "last");

    /// <summary>The element that occurs most often, of several the one that occurs first; there has to be one when the workflow runs.</summary>
    public T MostCommon() => Then<T>("SequenceAggregate", "mode", "most_common");

    /// <summary>The element that occurs least often, of several the one that occurs last; there has to be one when the workflow runs.</summary>
    public T LeastCommon() => Then<T>("SequenceAggregate", "mode", "least_common");

    /// <summary>How often each element occurs, by its text.</summary>
    public DictionaryQuery CountByElement() => Then<DictionaryQuery>("SequenceElementsCount");

    /// <summary>The elements as one text.</summary>
    /// <param name="separator">What stands between two elements.</param>
    public TextQuery Join(string separator = ", ")
    {
        ArgumentNullException.ThrowIfNull(separator);
        return Then<TextQuery>("SequenceJoin", "separator", separator);
    }

    /// <summary>What becomes of each element.</summary>
    /// <typeparam name="TResult">What the results are.</typeparam>
    /// <param name="change">What is done with an element, such as <c>name => name.ToUpper()</c>.</param>
    /// <exception cref="ArgumentException">The result is not made of the element.</exception>
    public SequenceQuery<TResult> Select<TResult>(Func<T, TResult> change)
        where TResult : QueryValue, IQueryValue<TResult>
    {
        ArgumentNullException.ThrowIfNull(change);
        var element = new QuerySource.Subject();
        var operations = change(T.Create(new(element))).Expression.From(element, nameof(change));
        return Then<SequenceQuery<TResult>>("SequenceApply", writer =>
        {
            writer.Json.WritePropertyName("operations");
            writer.Operations(operations);
        });
    }

    /// <summary>The entry of a table for each element; an element that the table does not have is an error when the workflow runs.</summary>
    /// <param name="table">Elements and what they become.</param>
    /// <exception cref="ArgumentException">A key is given twice.</exception>
    public SequenceQuery<TextQuery> Map(params IEnumerable<(string Key, string Value)> table) =>
        Then<SequenceQuery<TextQuery>>("SequenceMap", JsonLiterals.Table("lookup_table", table, static (writer, value) => writer.WriteStringValue(value), nameof(table)));

    /// <inheritdoc cref="Map(IEnumerable{ValueTuple{string, string}})"/>
    public SequenceQuery<NumberQuery> Map(params IEnumerable<(string Key, long Value)> table) =>
        Then<SequenceQuery<NumberQuery>>("SequenceMap", JsonLiterals.Table("lookup_table", table, static (writer, value) => writer.WriteNumberValue(value), nameof(table)));

    /// <inheritdoc cref="Map(IEnumerable{ValueTuple{string, string}})"/>
    public SequenceQuery<NumberQuery> Map(params IEnumerable<(string Key, double Value)> table) => Then<SequenceQuery<NumberQuery>>(
        "SequenceMap",
        JsonLiterals.Table("lookup_table", table, static (writer, value) => writer.WriteReal(JsonLiterals.Finite(value, "table")), nameof(table)));

    /// <summary>The entry of a table of anything for each element.</summary>
    /// <param name="table">Elements and what they become; it is copied.</param>
    public SequenceQuery<AnyQuery> Map(JsonObject table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var copy = (JsonObject)table.DeepClone();
        return Then<SequenceQuery<AnyQuery>>("SequenceMap", writer =>
        {
            writer.Json.WritePropertyName("lookup_table");
            copy.WriteTo(writer.Json);
        });
    }

    /// <summary>Holds where a value is one of the elements.</summary>
    /// <param name="element">The value.</param>
    public QueryCondition Contains(T element) => Compare("(String) contains", element);

    /// <summary>Holds where one of the elements at least is in another list.</summary>
    /// <param name="others">The other list.</param>
    public QueryCondition AnyIn(SequenceQuery<T> others) => Compare("any in (Sequence)", others);

    /// <inheritdoc cref="AnyIn(SequenceQuery{T})"/>
    public QueryCondition AnyIn(ISelector<IAcceptsListOfValues> others) => Compare("any in (Sequence)", others);

    /// <summary>Holds where all of the elements are in another list; also where there are none.</summary>
    /// <param name="others">The other list.</param>
    public QueryCondition AllIn(SequenceQuery<T> others) => Compare("all in (Sequence)", others);

    /// <inheritdoc cref="AllIn(SequenceQuery{T})"/>
    public QueryCondition AllIn(ISelector<IAcceptsListOfValues> others) => Compare("all in (Sequence)", others);

    /// <summary>Holds where there are no elements.</summary>
    public QueryCondition IsEmpty() => Test("(Sequence) is empty");

    /// <summary>Holds where there are elements.</summary>
    public QueryCondition IsNotEmpty() => Test("(Sequence) is not empty");

    internal NumberQuery Aggregate(string function, double? ofNone)
    {
        if (ofNone is { } given)
        {
            JsonLiterals.Finite(given, nameof(ofNone));
        }

        return Then<NumberQuery>("NumericSequenceAggregate", writer =>
        {
            writer.Json.WriteString("function", function);
            if (ofNone is { } value)
            {
                writer.Json.WritePropertyName("neutral_value");
                writer.Json.WriteReal(value);
            }
        });
    }
}

/// <summary>What lists of numbers and of texts can do beside what all lists can.</summary>
public static class SequenceQueries
{
    /// <summary>The smallest number.</summary>
    /// <param name="numbers">The list.</param>
    /// <param name="ofNone">The result when there are no numbers; null when absent.</param>
    /// <exception cref="ArgumentOutOfRangeException">The result is not finite.</exception>
    public static NumberQuery Min(this SequenceQuery<NumberQuery> numbers, double? ofNone = null) => Checked(numbers).Aggregate("min", ofNone);

    /// <summary>The greatest number.</summary>
    /// <inheritdoc cref="Min"/>
    public static NumberQuery Max(this SequenceQuery<NumberQuery> numbers, double? ofNone = null) => Checked(numbers).Aggregate("max", ofNone);

    /// <summary>The sum of the numbers.</summary>
    /// <inheritdoc cref="Min"/>
    public static NumberQuery Sum(this SequenceQuery<NumberQuery> numbers, double? ofNone = null) => Checked(numbers).Aggregate("sum", ofNone);

    /// <summary>Holds where one of the texts at least is one of several.</summary>
    /// <param name="texts">The list.</param>
    /// <param name="others">The others.</param>
    public static QueryCondition AnyIn(this SequenceQuery<TextQuery> texts, params IEnumerable<string> others) => Checked(texts).AnyIn(Query.Texts(others));

    /// <summary>Holds where all of the texts are among several; also where there are none.</summary>
    /// <param name="texts">The list.</param>
    /// <param name="others">The others.</param>
    public static QueryCondition AllIn(this SequenceQuery<TextQuery> texts, params IEnumerable<string> others) => Checked(texts).AllIn(Query.Texts(others));

    private static SequenceQuery<T> Checked<T>(SequenceQuery<T> sequence)
        where T : QueryValue, IQueryValue<T>
    {
        ArgumentNullException.ThrowIfNull(sequence);
        return sequence;
    }
}
