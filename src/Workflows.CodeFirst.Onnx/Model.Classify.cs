namespace Workflows.CodeFirst.Onnx;

/// <content>Single-label classification.</content>
public sealed partial class Model
{
    /// <summary>Says which one class an image has, for a model of the task <see cref="ModelTask.SingleLabelClassification"/>.</summary>
    /// <param name="image">The image.</param>
    /// <param name="options">Thresholds and the like; null takes the defaults.</param>
    /// <param name="timings">Receives the time that each stage took.</param>
    /// <param name="cancellation">Stops the run; the network stops at its next operator.</param>
    /// <returns>The classes with their scores, best first, in pixels of the image.</returns>
    /// <exception cref="InvalidOperationException">The model does something else; the message names the method to call.</exception>
    /// <exception cref="ObjectDisposedException">The model or the image was disposed.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    /// <exception cref="ModelInputException">The image is too small or too narrow for the package.</exception>
    /// <exception cref="ModelOutputException">The network returned something that its package does not announce.</exception>
    /// <exception cref="OnnxRuntimeException">The network could not be loaded or run.</exception>
    public SingleLabelClassification Classify(
        Image image, PredictionOptions? options = null, ModelTimings? timings = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Classify(image.View, options, timings, cancellation);
    }

    /// <summary>The same for pixels that stay where they are, without a copy: a camera frame or a mapped buffer, in any format.</summary>
    /// <inheritdoc cref="Classify(Image, PredictionOptions?, ModelTimings?, CancellationToken)"/>
    public SingleLabelClassification Classify(
        ImageView image, PredictionOptions? options = null, ModelTimings? timings = null, CancellationToken cancellation = default) =>
        Run<SingleLabelClassification>(ModelTask.SingleLabelClassification, image, options, timings, cancellation);

    /// <summary>The same for several images of any sizes; the network runs as many at once as it can.</summary>
    /// <param name="images">The images.</param>
    /// <param name="options">Thresholds and the like; null takes the defaults.</param>
    /// <param name="timings">Receives the time that each stage took.</param>
    /// <param name="cancellation">Stops the run; the network stops at its next operator.</param>
    /// <returns>One result an image, in their order.</returns>
    /// <inheritdoc cref="Classify(Image, PredictionOptions?, ModelTimings?, CancellationToken)"/>
    public IReadOnlyList<SingleLabelClassification> Classify(
        IReadOnlyList<Image> images, PredictionOptions? options = null, ModelTimings? timings = null, CancellationToken cancellation = default) =>
        Run<SingleLabelClassification>(ModelTask.SingleLabelClassification, images, options, timings, cancellation);

    /// <summary>Says which one class an image has, on a thread of the pool.</summary>
    /// <inheritdoc cref="Classify(Image, PredictionOptions?, ModelTimings?, CancellationToken)"/>
    public Task<SingleLabelClassification> ClassifyAsync(
        Image image, PredictionOptions? options = null, ModelTimings? timings = null, CancellationToken cancellation = default) =>
        System.Threading.Tasks.Task.Run(() => Classify(image, options, timings, cancellation), cancellation);

    /// <summary>The same for several images of any sizes, on a thread of the pool.</summary>
    /// <inheritdoc cref="Classify(IReadOnlyList{Image}, PredictionOptions?, ModelTimings?, CancellationToken)"/>
    public Task<IReadOnlyList<SingleLabelClassification>> ClassifyAsync(
        IReadOnlyList<Image> images, PredictionOptions? options = null, ModelTimings? timings = null, CancellationToken cancellation = default) =>
        System.Threading.Tasks.Task.Run(() => Classify(images, options, timings, cancellation), cancellation);
}
