using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Runtime.Blocks.Models;

/// <summary>Finds objects as boxes.</summary>
internal abstract class ObjectDetectionBlock<TArguments, TResults>(IModelSource models) : ModelBlock<TArguments, TResults, Detections, Detections>(models)
    where TArguments : struct, IBatchArguments<TArguments>
    where TResults : struct, IResults<TResults>
{
    protected override Detections Complete(Detections prediction, Image image, ModelCall call) =>
        WorkflowPredictions.Complete(prediction, image, call, "object-detection");
}

/// <inheritdoc/>
internal sealed class ObjectDetectionV1Block(IModelSource models) : ObjectDetectionBlock<ObjectDetectionV1.Arguments, ObjectDetectionV1.Results>(models)
{
    protected override ModelRequest Request(in ObjectDetectionV1.Arguments arguments) => new(arguments.ModelId, ModelTask.ObjectDetection, arguments.Images, new()
    {
        Confidence = arguments.Confidence,
        ClassFilter = Thresholds.Classes(arguments.ClassFilter),
        IouThreshold = arguments.IouThreshold,
        MaxDetections = Thresholds.Limit(arguments.MaxDetections),
        ClassAgnosticNms = arguments.ClassAgnosticNms ?? false,
    })
    {
        MaxCandidates = arguments.MaxCandidates,
        DisablesActiveLearning = arguments.DisableActiveLearning,
        ActiveLearningTarget = arguments.ActiveLearningTargetDataset,
    };

    protected override ObjectDetectionV1.Results Result(Detections value, ModelCall call) => new(call.InferenceId, value);
}

/// <inheritdoc/>
internal sealed class ObjectDetectionV2Block(IModelSource models) : ObjectDetectionBlock<ObjectDetectionV2.Arguments, ObjectDetectionV2.Results>(models)
{
    protected override ModelRequest Request(in ObjectDetectionV2.Arguments arguments) => new(arguments.ModelId, ModelTask.ObjectDetection, arguments.Images, new()
    {
        Confidence = arguments.Confidence,
        ClassFilter = Thresholds.Classes(arguments.ClassFilter),
        IouThreshold = arguments.IouThreshold,
        MaxDetections = Thresholds.Limit(arguments.MaxDetections),
        ClassAgnosticNms = arguments.ClassAgnosticNms ?? false,
    })
    {
        MaxCandidates = arguments.MaxCandidates,
        DisablesActiveLearning = arguments.DisableActiveLearning,
        ActiveLearningTarget = arguments.ActiveLearningTargetDataset,
    };

    protected override ObjectDetectionV2.Results Result(Detections value, ModelCall call) => new(call.InferenceId, value, call.ModelId);
}

/// <inheritdoc/>
internal sealed class ObjectDetectionV3Block(IModelSource models) : ObjectDetectionBlock<ObjectDetectionV3.Arguments, ObjectDetectionV3.Results>(models)
{
    protected override ModelRequest Request(in ObjectDetectionV3.Arguments arguments) => new(arguments.ModelId, ModelTask.ObjectDetection, arguments.Images, new()
    {
        Confidence = Thresholds.Of(arguments.ConfidenceMode, arguments.CustomConfidence),
        ClassFilter = Thresholds.Classes(arguments.ClassFilter),
        IouThreshold = arguments.IouThreshold,
        MaxDetections = Thresholds.Limit(arguments.MaxDetections),
        ClassAgnosticNms = arguments.ClassAgnosticNms ?? false,
    })
    {
        MaxCandidates = arguments.MaxCandidates,
        DisablesActiveLearning = arguments.DisableActiveLearning,
        ActiveLearningTarget = arguments.ActiveLearningTargetDataset,
    };

    protected override ObjectDetectionV3.Results Result(Detections value, ModelCall call) => new(call.InferenceId, value, call.ModelId);
}
