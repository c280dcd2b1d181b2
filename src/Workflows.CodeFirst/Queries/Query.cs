using System.Text.Json;

namespace Workflows.CodeFirst;

/// <summary>
/// Where queries begin. Operations begin with what they are applied to, <c>Query.Detections.Where(d => d.Confidence > 0.5).Count</c>, and
/// conditions with a value of the workflow: <c>Query.Of(model.Predictions).Count > 3</c>. Values of the workflow that a query uses are given
/// to the step by themselves.
/// </summary>
public static class Query
{
    /// <summary>The detections that the operations of a step are applied to.</summary>
    public static DetectionsQuery Detections { get; } = Subject<DetectionsQuery>();

    /// <summary>The text that the operations of a step are applied to.</summary>
    public static TextQuery Text { get; } = Subject<TextQuery>();

    /// <summary>The number that the operations of a step are applied to.</summary>
    public static NumberQuery Number { get; } = Subject<NumberQuery>();

    /// <summary>The boolean that the operations of a step are applied to.</summary>
    public static BooleanQuery Boolean { get; } = Subject<BooleanQuery>();

    /// <summary>The list that the operations of a step are applied to.</summary>
    public static SequenceQuery<AnyQuery> Sequence { get; } = Subject<SequenceQuery<AnyQuery>>();

    /// <summary>The dictionary that the operations of a step are applied to.</summary>
    public static DictionaryQuery Dictionary { get; } = Subject<DictionaryQuery>();

    /// <summary>The image that the operations of a step are applied to.</summary>
    public static ImageQuery Image { get; } = Subject<ImageQuery>();

    /// <summary>The classification that the operations of a step are applied to.</summary>
    public static ClassificationQuery Classification { get; } = Subject<ClassificationQuery>();

    /// <summary>The point in time that the operations of a step are applied to.</summary>
    public static TimestampQuery Timestamp { get; } = Subject<TimestampQuery>();

    /// <summary>Whatever the operations of a step are applied to.</summary>
    public static AnyQuery Any { get; } = Subject<AnyQuery>();

    /// <summary>The detections for which a condition holds; short for <c>Query.Detections.Where</c>.</summary>
    /// <param name="condition">The condition, such as <c>d => d.Confidence > 0.5 &amp;&amp; d.ClassName == "person"</c>.</param>
    public static DetectionsQuery Where(Func<DetectionQuery, QueryCondition> condition) => Detections.Where(condition);

    /// <summary>A number of the workflow.</summary>
    /// <param name="selector">An input of the workflow or an output of a step.</param>
    public static NumberQuery Of(ISelector<IKind<double>> selector) => Selected<NumberQuery>(selector);

    /// <inheritdoc cref="Of(ISelector{IKind{double}})"/>
    public static NumberQuery Of(ISelector<IKind<long>> selector) => Selected<NumberQuery>(selector);

    /// <summary>A text of the workflow.</summary>
    /// <param name="selector">An input of the workflow or an output of a step.</param>
    public static TextQuery Of(ISelector<IKind<string>> selector) => Selected<TextQuery>(selector);

    /// <summary>A boolean of the workflow.</summary>
    /// <param name="selector">An input of the workflow or an output of a step.</param>
    public static BooleanQuery Of(ISelector<IKind<bool>> selector) => Selected<BooleanQuery>(selector);

    /// <summary>A point in time of the workflow.</summary>
    /// <param name="selector">An input of the workflow or an output of a step.</param>
    public static TimestampQuery Of(ISelector<IKind<DateTimeOffset>> selector) => Selected<TimestampQuery>(selector);

    /// <summary>Detections of the workflow.</summary>
    /// <param name="selector">An input of the workflow or an output of a step.</param>
    public static DetectionsQuery Of(ISelector<IKind<Detections>> selector) => Selected<DetectionsQuery>(selector);

    /// <summary>A classification of the workflow.</summary>
    /// <param name="selector">An input of the workflow or an output of a step.</param>
    public static ClassificationQuery Of(ISelector<IKind<ClassificationPrediction>> selector) => Selected<ClassificationQuery>(selector);

    /// <summary>An image of the workflow.</summary>
    /// <param name="selector">An input of the workflow or an output of a step.</param>
    public static ImageQuery Of(ISelector<IKind<Image>> selector) => Selected<ImageQuery>(selector);

    /// <summary>A dictionary of the workflow.</summary>
    /// <param name="selector">An input of the workflow or an output of a step.</param>
    public static DictionaryQuery Of(ISelector<IKind<IReadOnlyDictionary<string, object?>>> selector) => Selected<DictionaryQuery>(selector);

    /// <summary>A list of the workflow; <see cref="QueryValue.As"/> says what its elements are.</summary>
    /// <param name="selector">An input of the workflow or an output of a step.</param>
    public static SequenceQuery<AnyQuery> Of(ISelector<IKind<IReadOnlyList<object?>>> selector) => Selected<SequenceQuery<AnyQuery>>(selector);

    /// <summary>A value of the workflow of which the compiler knows nothing; <see cref="QueryValue.As"/> says what it is.</summary>
    /// <param name="selector">An input of the workflow or an output of a step.</param>
    public static AnyQuery Of(ISelector<IKind> selector) => Selected<AnyQuery>(selector);

    /// <summary>A value that the step is given under a name, by <c>WithOperationsParameters</c>, <c>WithEvaluationParameters</c> or as data.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static AnyQuery Named(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Make<AnyQuery>(new QuerySource.Named(name));
    }

    /// <summary>A list of literal texts.</summary>
    /// <param name="texts">The texts.</param>
    public static SequenceQuery<TextQuery> Texts(params IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        string[] list = [.. texts];
        return Make<SequenceQuery<TextQuery>>(new QuerySource.Constant(writer => writer.WriteList(list, static (to, text) => to.WriteStringValue(text))));
    }

    /// <summary>A list of literal numbers.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not finite.</exception>
    public static SequenceQuery<NumberQuery> Numbers(params IEnumerable<double> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        double[] list = [.. numbers.Select(static number => JsonLiterals.Finite(number, nameof(numbers)))];
        return Make<SequenceQuery<NumberQuery>>(new QuerySource.Constant(writer => writer.WriteList(list, static (to, number) => to.WriteReal(number))));
    }

    /// <summary>A literal of any sort.</summary>
    /// <param name="value">The JSON value; it is copied.</param>
    public static AnyQuery Literal(JsonElement value)
    {
        var copy = value.Clone();
        return Make<AnyQuery>(new QuerySource.Constant(copy.WriteTo));
    }

    /// <summary>The first of several cases, each with its result.</summary>
    /// <param name="condition">When the case is given.</param>
    /// <param name="result">Its result: a literal, or a value of the workflow with what is done with it.</param>
    public static CaseList When(QueryCondition condition, CaseValue result) => CaseList.Empty.When(condition, result);

    private static T Selected<T>(ISelector selector)
        where T : QueryValue, IQueryValue<T>
    {
        ArgumentNullException.ThrowIfNull(selector);
        return Make<T>(new QuerySource.Selected(selector));
    }

    private static T Subject<T>()
        where T : QueryValue, IQueryValue<T> => Make<T>(QuerySource.StepSubject);

    private static T Make<T>(QuerySource source)
        where T : QueryValue, IQueryValue<T> => T.Create(new(source));
}
