namespace Workflows.CodeFirst;

/// <summary>The result of a classification in a query.</summary>
public sealed class ClassificationQuery : QueryValue, IQueryValue<ClassificationQuery>
{
    private ClassificationQuery(QueryExpression expression)
        : base(expression)
    {
    }

    /// <summary>The class with the highest confidence. Single label; of several labels see <see cref="PredictedClasses"/>.</summary>
    public TextQuery TopClass => Property<TextQuery>("top_class");

    /// <summary>The classes that were predicted. Several labels; of a single one see <see cref="TopClass"/>.</summary>
    public SequenceQuery<TextQuery> PredictedClasses => Property<SequenceQuery<TextQuery>>("top_class");

    /// <summary>The confidence of the top class. Single label.</summary>
    public NumberQuery TopConfidence => Property<NumberQuery>("top_class_confidence");

    /// <summary>The confidences of the predicted classes. Several labels.</summary>
    public SequenceQuery<NumberQuery> PredictedConfidences => Property<SequenceQuery<NumberQuery>>("top_class_confidence");

    /// <summary>The highest confidence of the predicted classes, 0 when there is none. Single label or several.</summary>
    public NumberQuery HighestConfidence => Property<NumberQuery>("top_class_confidence_single");

    /// <summary>All classes, predicted or not.</summary>
    public SequenceQuery<TextQuery> AllClasses => Property<SequenceQuery<TextQuery>>("all_classes");

    /// <summary>The confidences of all classes.</summary>
    public SequenceQuery<NumberQuery> AllConfidences => Property<SequenceQuery<NumberQuery>>("all_confidences");

    static ClassificationQuery IQueryValue<ClassificationQuery>.Create(QueryExpression expression) => new(expression);

    private T Property<T>(string name)
        where T : QueryValue, IQueryValue<T> => Then<T>("ClassificationPropertyExtract", "property_name", name);
}
