namespace Workflows.CodeFirst.Onnx;

/// <content>Instance segmentation.</content>
public sealed partial class Model
{
    /// <summary>Finds objects and the pixels that belong to each, for a model of the task <see cref="ModelTask.InstanceSegmentation"/>.</summary>
    /// <param name="image">The image.</param>
    /// <param name="options">Thresholds and the like; null takes the defaults.</param>
    /// <param name="timings">Receives the time that each stage took.</param>
    /// <param name="cancellation">Stops the run; the network stops at its next operator.</param>
    /// <returns>Boxes, classes and masks, in pixels of the image.</returns>
    /// <exception cref="InvalidOperationException">The model does something else; the message names the method to call.</exception>
    /// <exception cref="ObjectDisposedException">The model or the image was disposed.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    /// <exception cref="ModelInputException">The image is too small or too narrow for the package.</exception>
    /// <exception cref="ModelOutputException">The network returned something that its package does not announce.</exception>
    /// <exception cref="OnnxRuntimeException">The network could not be loaded or run.</exception>
    public InstanceDetections Segment(
        Image image, PredictionOptions? options = null, ModelTimings? timings = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Segment(image.View, options, timings, cancellation);
    }

    /// <summary>The same for pixels that stay where they are, without a copy: a camera frame or a mapped buffer, in any format.</summary>
    /// <inheritdoc cref="Segment(Image, PredictionOptions?, ModelTimings?, CancellationToken)"/>
    public InstanceDetections Segment(
        ImageView image, PredictionOptions? options = null, ModelTimings? timings = null, CancellationToken cancellation = default) =>
        Run<InstanceDetections>(ModelTask.InstanceSegmentation, image, options, timings, cancellation);

    /// <summary>The same for several images of any sizes; the network runs as many at once as it can.</summary>
    /// <param name="images">The images.</param>
    /// <param name="options">Thresholds and the like; null takes the defaults.</param>
    /// <param name="timings">Receives the time that each stage took.</param>
    /// <param name="cancellation">Stops the run; the network stops at its next operator.</param>
    /// <returns>One result an image, in their order.</returns>
    /// <inheritdoc cref="Segment(Image, PredictionOptions?, ModelTimings?, CancellationToken)"/>
    public IReadOnlyList<InstanceDetections> Segment(
        IReadOnlyList<Image> images, PredictionOptions? options = null, ModelTimings? timings = null, CancellationToken cancellation = default) =>
        Run<InstanceDetections>(ModelTask.InstanceSegmentation, images, options, timings, cancellation);

    /// <summary>Finds objects and the pixels that belong to each, on a thread of the pool.</summary>
    /// <inheritdoc cref="Segment(Image, PredictionOptions?, ModelTimings?, CancellationToken)"/>
    public Task<InstanceDetections> SegmentAsync(
        Image image, PredictionOptions? options = null, ModelTimings? timings = null, CancellationToken cancellation = default) =>
        System.Threading.Tasks.Task.Run(() => Segment(image, options, timings, cancellation), cancellation);

    /// <summary>The same for several images of any sizes, on a thread of the pool.</summary>
    /// <inheritdoc cref="Segment(IReadOnlyList{Image}, PredictionOptions?, ModelTimings?, CancellationToken)"/>
    public Task<IReadOnlyList<InstanceDetections>> SegmentAsync(
        IReadOnlyList<Image> images, PredictionOptions? options = null, ModelTimings? timings = null, CancellationToken cancellation = default) =>
        System.Threading.Tasks.Task.Run(() => Segment(images, options, timings, cancellation), cancellation);
}
