using System.Diagnostics.CodeAnalysis;

namespace Workflows.CodeFirst;

/// <summary>A text in a query. Literals convert: <c>d.ClassName == "person"</c>.</summary>
[SuppressMessage("Usage", "CA2225:Operator overloads have named alternates", Justification = "The operators are the language.")]
public sealed class TextQuery : QueryValue, IQueryValue<TextQuery>
{
    private TextQuery(QueryExpression expression)
        : base(expression)
    {
    }

    static TextQuery IQueryValue<TextQuery>.Create(QueryExpression expression) => new(expression);

    /// <summary>A literal text.</summary>
    /// <param name="value">The text.</param>
    public static implicit operator TextQuery(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(new(new QuerySource.Constant(writer => writer.WriteStringValue(value))));
    }

    /// <summary>Holds where the texts are equal.</summary>
    /// <param name="left">A text.</param>
    /// <param name="right">Another one.</param>
    public static QueryCondition operator ==(TextQuery left, TextQuery right) => left.Compare("==", right);

    /// <inheritdoc cref="op_Equality(TextQuery, TextQuery)"/>
    public static QueryCondition operator ==(TextQuery left, ISelector<IKind<string>> right) => left.Compare("==", right);

    /// <summary>Holds where the texts are not equal.</summary>
    /// <param name="left">A text.</param>
    /// <param name="right">Another one.</param>
    public static QueryCondition operator !=(TextQuery left, TextQuery right) => left.Compare("!=", right);

    /// <inheritdoc cref="op_Inequality(TextQuery, TextQuery)"/>
    public static QueryCondition operator !=(TextQuery left, ISelector<IKind<string>> right) => left.Compare("!=", right);

    /// <summary>Holds where the text begins with another one.</summary>
    /// <param name="start">The beginning.</param>
    public QueryCondition StartsWith(TextQuery start) => Compare("(String) startsWith", start);

    /// <inheritdoc cref="StartsWith(TextQuery)"/>
    public QueryCondition StartsWith(ISelector<IKind<string>> start) => Compare("(String) startsWith", start);

    /// <summary>Holds where the text ends with another one.</summary>
    /// <param name="end">The end.</param>
    public QueryCondition EndsWith(TextQuery end) => Compare("(String) endsWith", end);

    /// <inheritdoc cref="EndsWith(TextQuery)"/>
    public QueryCondition EndsWith(ISelector<IKind<string>> end) => Compare("(String) endsWith", end);

    /// <summary>Holds where another text is a part of the text.</summary>
    /// <param name="part">The part.</param>
    public QueryCondition Contains(TextQuery part) => Compare("(String) contains", part);

    /// <inheritdoc cref="Contains(TextQuery)"/>
    public QueryCondition Contains(ISelector<IKind<string>> part) => Compare("(String) contains", part);

    /// <summary>Holds where the text is one of several.</summary>
    /// <param name="texts">The texts.</param>
    public QueryCondition In(params IEnumerable<string> texts) => Compare("in (Sequence)", Query.Texts(texts));

    /// <summary>Holds where the text is in a list.</summary>
    /// <param name="texts">A value of the workflow.</param>
    public QueryCondition In(ISelector<IAcceptsListOfValues> texts) => Compare("in (Sequence)", texts);

    /// <inheritdoc cref="In(ISelector{IAcceptsListOfValues})"/>
    public QueryCondition In(SequenceQuery<TextQuery> texts) => Compare("in (Sequence)", texts);

    /// <summary>Holds where the text is a key of a dictionary.</summary>
    /// <param name="dictionary">The dictionary.</param>
    public QueryCondition In(DictionaryQuery dictionary) => Compare("in (Sequence)", dictionary);

    /// <summary>Holds where the text has no characters.</summary>
    public QueryCondition IsEmpty() => Test("(Sequence) is empty");

    /// <summary>Holds where the text has characters.</summary>
    public QueryCondition IsNotEmpty() => Test("(Sequence) is not empty");

    /// <summary>The text in lower case.</summary>
    public TextQuery ToLower() => Then<TextQuery>("StringToLowerCase");

    /// <summary>The text in upper case.</summary>
    public TextQuery ToUpper() => Then<TextQuery>("StringToUpperCase");

    /// <summary>A part of the text.</summary>
    /// <param name="start">Where it begins, counted from 0; negative: from the end.</param>
    /// <param name="end">Where the part ends: the first character that is not in it; negative: from the end. -1 leaves the last character out.</param>
    public TextQuery Slice(int start, int end) => Then<TextQuery>("StringSubSequence", writer =>
    {
        writer.Json.WriteNumber("start", start);
        writer.Json.WriteNumber("end", end);
    });

    /// <summary>Whether the text has a part that matches a regular expression of Python's dialect.</summary>
    /// <param name="pattern">The regular expression.</param>
    public BooleanQuery Matches([StringSyntax(StringSyntaxAttribute.Regex)] string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return Then<BooleanQuery>("StringMatches", "regex", pattern);
    }

    /// <summary>The whole number that the text says; decimal places are dropped.</summary>
    public NumberQuery ToInteger() => Then<NumberQuery>("ToNumber", "cast_to", "int");

    /// <summary>The number that the text says.</summary>
    public NumberQuery ToReal() => Then<NumberQuery>("ToNumber", "cast_to", "float");

    /// <inheritdoc/>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    /// <inheritdoc/>
    public override int GetHashCode() => Expression.GetHashCode();
}
