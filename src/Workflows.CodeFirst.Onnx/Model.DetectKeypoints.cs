namespace Workflows.CodeFirst.Onnx;

/// <content>Keypoint detection.</content>
public sealed partial class Model
{
    /// <summary>Finds objects and their keypoints, for a model of the task <see cref="ModelTask.KeypointDetection"/>.</summary>
    /// <param name="image">The image.</param>
    /// <param name="options">Thresholds and the like; null takes the defaults.</param>
    /// <param name="timings">Receives the time that each stage took.</param>
    /// <param name="cancellation">Stops the run; the network stops at its next operator.</param>
    /// <returns>Boxes, classes and keypoints, in pixels of the image.</returns>
    /// <exception cref="InvalidOperationException">The model does something else; the message names the method to call.</exception>
    /// <exception cref="ObjectDisposedException">The model or the image was disposed.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    /// <exception cref="ModelInputException">The image is too small or too narrow for the package.</exception>
    /// <exception cref="ModelOutputException">The network returned something that its package does not announce.</exception>
    /// <exception cref="OnnxRuntimeException">The network could not be loaded or run.</exception>
    public KeypointDetections DetectKeypoints(
        Image image, PredictionOptions? options = null, ModelTimings? timings = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        return DetectKeypoints(image.View, options, timings, cancellation);
    }

    /// <summary>The same for pixels that stay where they are, without a copy: a camera frame or a mapped buffer, in any format.</summary>
    /// <inheritdoc cref="DetectKeypoints(Image, PredictionOptions?, ModelTimings?, CancellationToken)"/>
    public KeypointDetections DetectKeypoints(
        ImageView image, PredictionOptions? options = null, ModelTimings? timings = null, CancellationToken cancellation = default) =>
        Run<KeypointDetections>(ModelTask.KeypointDetection, image, options, timings, cancellation);

    /// <summary>The same for several images of any sizes; the network runs as many at once as it can.</summary>
    /// <param name="images">The images.</param>
    /// <param name="options">Thresholds and the like; null takes the defaults.</param>
    /// <param name="timings">Receives the time that each stage took.</param>
    /// <param name="cancellation">Stops the run; the network stops at its next operator.</param>
    /// <returns>One result an image, in their order.</returns>
    /// <inheritdoc cref="DetectKeypoints(Image, PredictionOptions?, ModelTimings?, CancellationToken)"/>
    public IReadOnlyList<KeypointDetections> DetectKeypoints(
        IReadOnlyList<Image> images, PredictionOptions? options = null, ModelTimings? timings = null, CancellationToken cancellation = default) =>
        Run<KeypointDetections>(ModelTask.KeypointDetection, images, options, timings, cancellation);

    /// <summary>Finds objects and their keypoints, on a thread of the pool.</summary>
    /// <inheritdoc cref="DetectKeypoints(Image, PredictionOptions?, ModelTimings?, CancellationToken)"/>
    public Task<KeypointDetections> DetectKeypointsAsync(
        Image image, PredictionOptions? options = null, ModelTimings? timings = null, CancellationToken cancellation = default) =>
        System.Threading.Tasks.Task.Run(() => DetectKeypoints(image, options, timings, cancellation), cancellation);

    /// <summary>The same for several images of any sizes, on a thread of the pool.</summary>
    /// <inheritdoc cref="DetectKeypoints(IReadOnlyList{Image}, PredictionOptions?, ModelTimings?, CancellationToken)"/>
    public Task<IReadOnlyList<KeypointDetections>> DetectKeypointsAsync(
        IReadOnlyList<Image> images, PredictionOptions? options = null, ModelTimings? timings = null, CancellationToken cancellation = default) =>
        System.Threading.Tasks.Task.Run(() => DetectKeypoints(images, options, timings, cancellation), cancellation);
}
