namespace Workflows.CodeFirst;

/// <summary>A value in a query of which nothing is known; <see cref="QueryValue.As"/> says what it is.</summary>
public sealed class AnyQuery : QueryValue, IQueryValue<AnyQuery>
{
    private AnyQuery(QueryExpression expression)
        : base(expression)
    {
    }

    static AnyQuery IQueryValue<AnyQuery>.Create(QueryExpression expression) => new(expression);

    /// <summary>The value, which is a number.</summary>
    public NumberQuery AsNumber() => As<NumberQuery>();

    /// <summary>The value, which is a text.</summary>
    public TextQuery AsText() => As<TextQuery>();

    /// <summary>The value, which is true or false.</summary>
    public BooleanQuery AsBoolean() => As<BooleanQuery>();

    /// <summary>The value, which is a list.</summary>
    /// <typeparam name="T">What its elements are.</typeparam>
    public SequenceQuery<T> AsSequence<T>()
        where T : QueryValue, IQueryValue<T> => As<SequenceQuery<T>>();

    /// <summary>The value, which is detections.</summary>
    public DetectionsQuery AsDetections() => As<DetectionsQuery>();

    /// <summary>Whether the value counts as true in Python: not empty, not zero, not null.</summary>
    public BooleanQuery ToBoolean() => Then<BooleanQuery>("ToBoolean");
}

/// <summary>A dictionary in a query.</summary>
public sealed class DictionaryQuery : QueryValue, IQueryValue<DictionaryQuery>
{
    private DictionaryQuery(QueryExpression expression)
        : base(expression)
    {
    }

    /// <summary>How many entries there are.</summary>
    public NumberQuery Count => Then<NumberQuery>("SequenceLength");

    static DictionaryQuery IQueryValue<DictionaryQuery>.Create(QueryExpression expression) => new(expression);

    /// <summary>The dictionary as a JSON text.</summary>
    public TextQuery ToJson() => Then<TextQuery>("ConvertDictionaryToJSON");

    /// <summary>Holds where there are no entries.</summary>
    public QueryCondition IsEmpty() => Test("(Sequence) is empty");

    /// <summary>Holds where there are entries.</summary>
    public QueryCondition IsNotEmpty() => Test("(Sequence) is not empty");
}

/// <summary>A point in time in a query.</summary>
public sealed class TimestampQuery : QueryValue, IQueryValue<TimestampQuery>
{
    private TimestampQuery(QueryExpression expression)
        : base(expression)
    {
    }

    static TimestampQuery IQueryValue<TimestampQuery>.Create(QueryExpression expression) => new(expression);

    /// <summary>The time as a text of ISO 8601.</summary>
    public TextQuery ToIsoFormat() => Then<TextQuery>("TimestampToISOFormat");
}

/// <summary>Bytes in a query.</summary>
public sealed class BytesQuery : QueryValue, IQueryValue<BytesQuery>
{
    private BytesQuery(QueryExpression expression)
        : base(expression)
    {
    }

    static BytesQuery IQueryValue<BytesQuery>.Create(QueryExpression expression) => new(expression);
}
