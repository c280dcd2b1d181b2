using System.Diagnostics;
using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Runtime.Blocks.Models;

/// <summary>Runs models of a folder, here.</summary>
internal sealed class RepositoryModelSource(ModelRepository models) : IModelSource
{
    public ModelResponse<T> Predict<T>(ModelRequest request, CancellationToken cancellation)
    {
        var model = models.Get(request.ModelId);
        if (model.Task != request.Task)
        {
            throw new ModelTaskException(request.ModelId, model.Task, request.Task);
        }

        long start = Stopwatch.GetTimestamp();
        object predictions = request.Task switch
        {
            ModelTask.ObjectDetection => model.Detect(request.Images, request.Options, null, cancellation),
            ModelTask.KeypointDetection => model.DetectKeypoints(request.Images, request.Options, null, cancellation),
            ModelTask.InstanceSegmentation => model.Segment(request.Images, request.Options, null, cancellation),
            ModelTask.SingleLabelClassification => model.Classify(request.Images, request.Options, null, cancellation),
            ModelTask.MultiLabelClassification => model.ClassifyMultiLabel(request.Images, request.Options, null, cancellation),
            _ => model.SegmentSemantic(request.Images, request.Options, null, cancellation),
        };
        return new((IReadOnlyList<T>)predictions) { Elapsed = Stopwatch.GetElapsedTime(start) };
    }

    public void Dispose() => models.Dispose();
}

/// <summary>A runtime that was made without models.</summary>
internal sealed class NoModelSource : IModelSource
{
    public ModelResponse<T> Predict<T>(ModelRequest request, CancellationToken cancellation) => throw new InvalidOperationException(
        $"The model '{request.ModelId}' cannot be run: this runtime has no models. Make it with new WorkflowRuntime(ModelRepository.FromDirectory(\"…\")).");

    public void Dispose()
    {
    }
}

/// <summary>A model does something else than the block expects.</summary>
internal sealed class ModelTaskException(string modelId, ModelTask actual, ModelTask expected) : Exception(
    $"The model '{modelId}' does {Name(actual)}, but the block needs one that does {Name(expected)}. Use another model, or the block for {Name(actual)}.")
{
    private static string Name(ModelTask task) => task switch
    {
        ModelTask.ObjectDetection => "object detection",
        ModelTask.KeypointDetection => "keypoint detection",
        ModelTask.InstanceSegmentation => "instance segmentation",
        ModelTask.SingleLabelClassification => "single-label classification",
        ModelTask.MultiLabelClassification => "multi-label classification",
        _ => "semantic segmentation",
    };
}
