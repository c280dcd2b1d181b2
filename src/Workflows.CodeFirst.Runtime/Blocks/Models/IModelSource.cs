using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Runtime.Blocks.Models;

/// <summary>What a model block asks of a model.</summary>
/// <param name="ModelId">The model, as the workflow names it.</param>
/// <param name="Task">What the block expects the model to do; settles the type of the predictions.</param>
/// <param name="Images">The images.</param>
/// <param name="Options">Thresholds and the like.</param>
internal sealed record ModelRequest(string ModelId, ModelTask Task, IReadOnlyList<Image> Images, PredictionOptions Options)
{
    /// <summary>Most boxes that are to enter suppression. No model looks at it.</summary>
    public long? MaxCandidates { get; init; }

    /// <summary>Whether the images must not be collected for training; null where the version does not ask. Models that run here never collect.</summary>
    public bool? DisablesActiveLearning { get; init; }

    /// <summary>The project that images are collected for.</summary>
    public string? ActiveLearningTarget { get; init; }

    /// <summary>Whether masks are wanted as they are, and not as one outline each.</summary>
    public bool WantsMasks { get; init; }

    /// <summary>Whether masks are to stay dense inside the model; null where the version does not ask. The pixels are the same.</summary>
    public bool? EnforcesDenseMasks { get; init; }
}

/// <summary>What a model answers.</summary>
/// <typeparam name="T">The type of the predictions.</typeparam>
/// <param name="Predictions">One an image, in their order.</param>
internal sealed record ModelResponse<T>(IReadOnlyList<T> Predictions)
{
    /// <summary>Identifiers of the answers, one an image, when the model gives them; otherwise the call gets one.</summary>
    public IReadOnlyList<string>? InferenceIds { get; init; }

    /// <summary>How long the model took; null when nobody measured.</summary>
    public TimeSpan? Elapsed { get; init; }
}

/// <summary>Where model blocks get predictions from: models that run here, or recorded answers in a test.</summary>
internal interface IModelSource : IDisposable
{
    /// <summary>Runs a model.</summary>
    /// <typeparam name="T">The type of the predictions of the request's task.</typeparam>
    /// <param name="request">The model, the images and what to look for.</param>
    /// <param name="cancellation">Stops the run; the network stops at its next operator.</param>
    /// <exception cref="ModelPackageException">There is no such model, or it does something else than the task.</exception>
    ModelResponse<T> Predict<T>(ModelRequest request, CancellationToken cancellation);
}
