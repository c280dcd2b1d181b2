using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Runtime.Blocks.Models;

/// <summary>What a model block asks of a model.</summary>
/// <param name="ModelId">The model, as the workflow names it.</param>
/// <param name="Task">What the block expects the model to do; settles the type of the predictions.</param>
/// <param name="Images">The images.</param>
/// <param name="Options">Thresholds and the like.</param>
internal sealed record ModelRequest(string ModelId, ModelTask Task, IReadOnlyList<Image> Images, PredictionOptions Options);

/// <summary>Where model blocks get predictions from: models that run here, or recorded answers in a test.</summary>
internal interface IModelSource : IDisposable
{
    /// <summary>Runs a model.</summary>
    /// <typeparam name="T">The type of the predictions of the request's task.</typeparam>
    /// <param name="request">The model, the images and what to look for.</param>
    /// <param name="cancellation">Stops the run; the network stops at its next operator.</param>
    /// <returns>One prediction an image, in their order.</returns>
    /// <exception cref="ModelPackageException">There is no such model, or it does something else than the task.</exception>
    IReadOnlyList<T> Predict<T>(ModelRequest request, CancellationToken cancellation);
}
