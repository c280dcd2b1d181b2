using System.Collections.Immutable;

namespace Workflows.CodeFirst;

/// <summary>What a classifier says about one image: <see cref="SingleLabelClassification"/> or <see cref="MultiLabelClassification"/>.</summary>
public abstract record ClassificationPrediction
{
    private protected ClassificationPrediction()
    {
    }

    /// <summary>The size of the image that was looked at.</summary>
    public required ImageSize ImageSize { get; init; }

    /// <summary>The model call; present in workflows.</summary>
    public string? InferenceId { get; init; }

    /// <summary>The identifier of the image's parent; present in workflows.</summary>
    public string? ParentId { get; init; }

    /// <summary>The identifier of the workflow's root image; present in workflows.</summary>
    public string? RootParentId { get; init; }

    /// <summary>How long the model call took; present in workflows.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>The type of the prediction, as workflows tell it; null for what no model of a workflow said.</summary>
    public string? PredictionType { get; init; } = "classification";
}

/// <summary>One class and its score.</summary>
/// <param name="ClassName">The class's name.</param>
/// <param name="ClassId">The class's number in the model.</param>
/// <param name="Confidence">The score, 0 to 1.</param>
public readonly record struct ClassScore(string ClassName, int ClassId, double Confidence);

/// <summary>Classes that exclude one another.</summary>
public sealed record SingleLabelClassification : ClassificationPrediction
{
    /// <summary>The classes at or above the threshold, best first; scores are rounded to four decimals.</summary>
    public ImmutableArray<ClassScore> Predictions { get; init; } = [];

    /// <summary>Where the best class stands among <see cref="Predictions"/>: first, unless they come in another order.</summary>
    public int TopIndex { get; init; }

    /// <summary>The name of the best class, empty when none reached the threshold.</summary>
    public string Top => Predictions.IsEmpty ? "" : Predictions[TopIndex].ClassName;

    /// <summary>The score of the best class, 0 when none reached the threshold.</summary>
    public double Confidence => Predictions.IsEmpty ? 0 : Predictions[TopIndex].Confidence;
}

/// <summary>Classes that hold independently of one another.</summary>
public sealed record MultiLabelClassification : ClassificationPrediction
{
    /// <summary>Every class of the model with its score, ascending by class number.</summary>
    public ImmutableArray<ClassScore> Scores { get; init; } = [];

    /// <summary>The names of the classes that reached their threshold, ascending by class number.</summary>
    public ImmutableArray<string> PredictedClasses { get; init; } = [];
}
