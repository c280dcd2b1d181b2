namespace Workflows.CodeFirst.Onnx;

/// <content>Semantic segmentation.</content>
public sealed partial class Model
{
    /// <summary>Says which class every pixel has, for a model of the task <see cref="ModelTask.SemanticSegmentation"/>.</summary>
    /// <param name="image">The image.</param>
    /// <param name="options">Thresholds and the like; null takes the defaults.</param>
    /// <param name="timings">Receives the time that each stage took.</param>
    /// <param name="cancellation">Stops the run; the network stops at its next operator.</param>
    /// <returns>A class and a score for every pixel, in pixels of the image.</returns>
    /// <exception cref="InvalidOperationException">The model does something else; the message names the method to call.</exception>
    /// <exception cref="ObjectDisposedException">The model or the image was disposed.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    /// <exception cref="ModelInputException">The image is too small or too narrow for the package.</exception>
    /// <exception cref="ModelOutputException">The network returned something that its package does not announce.</exception>
    /// <exception cref="OnnxRuntimeException">The network could not be loaded or run.</exception>
    public SemanticSegmentation SegmentSemantic(
        Image image, PredictionOptions? options = null, ModelTimings? timings = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        return SegmentSemantic(image.View, options, timings, cancellation);
    }

    /// <summary>The same for pixels that stay where they are, without a copy: a camera frame or a mapped buffer, in any format.</summary>
    /// <inheritdoc cref="SegmentSemantic(Image, PredictionOptions?, ModelTimings?, CancellationToken)"/>
    public SemanticSegmentation SegmentSemantic(
        ImageView image, PredictionOptions? options = null, ModelTimings? timings = null, CancellationToken cancellation = default) =>
        Run<SemanticSegmentation>(ModelTask.SemanticSegmentation, image, options, timings, cancellation);

    /// <summary>The same for several images of any sizes; the network runs as many at once as it can.</summary>
    /// <param name="images">The images.</param>
    /// <param name="options">Thresholds and the like; null takes the defaults.</param>
    /// <param name="timings">Receives the time that each stage took.</param>
    /// <param name="cancellation">Stops the run; the network stops at its next operator.</param>
    /// <returns>One result an image, in their order.</returns>
    /// <inheritdoc cref="SegmentSemantic(Image, PredictionOptions?, ModelTimings?, CancellationToken)"/>
    public IReadOnlyList<SemanticSegmentation> SegmentSemantic(
        IReadOnlyList<Image> images, PredictionOptions? options = null, ModelTimings? timings = null, CancellationToken cancellation = default) =>
        Run<SemanticSegmentation>(ModelTask.SemanticSegmentation, images, options, timings, cancellation);

    /// <summary>Says which class every pixel has, on a thread of the pool.</summary>
    /// <inheritdoc cref="SegmentSemantic(Image, PredictionOptions?, ModelTimings?, CancellationToken)"/>
    public Task<SemanticSegmentation> SegmentSemanticAsync(
        Image image, PredictionOptions? options = null, ModelTimings? timings = null, CancellationToken cancellation = default) =>
        System.Threading.Tasks.Task.Run(() => SegmentSemantic(image, options, timings, cancellation), cancellation);

    /// <summary>The same for several images of any sizes, on a thread of the pool.</summary>
    /// <inheritdoc cref="SegmentSemantic(IReadOnlyList{Image}, PredictionOptions?, ModelTimings?, CancellationToken)"/>
    public Task<IReadOnlyList<SemanticSegmentation>> SegmentSemanticAsync(
        IReadOnlyList<Image> images, PredictionOptions? options = null, ModelTimings? timings = null, CancellationToken cancellation = default) =>
        System.Threading.Tasks.Task.Run(() => SegmentSemantic(images, options, timings, cancellation), cancellation);
}
