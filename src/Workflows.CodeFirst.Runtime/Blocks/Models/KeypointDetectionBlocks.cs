using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Runtime.Blocks.Models;

/// <summary>Finds objects and the keypoints of their skeletons.</summary>
internal abstract class KeypointDetectionBlock<TArguments, TResults>(IModelSource models)
    : ModelBlock<TArguments, TResults, KeypointDetections, KeypointDetections>(models)
    where TArguments : struct, IBatchArguments<TArguments>
    where TResults : struct, IResults<TResults>
{
    protected override KeypointDetections Complete(KeypointDetections prediction, Image image, ModelCall call) =>
        WorkflowPredictions.Complete(prediction, image, call, "keypoint-detection");
}

/// <inheritdoc/>
internal sealed class KeypointDetectionV1Block(IModelSource models) : KeypointDetectionBlock<KeypointDetectionV1.Arguments, KeypointDetectionV1.Results>(models)
{
    protected override ModelRequest Request(in KeypointDetectionV1.Arguments arguments) => new(arguments.ModelId, ModelTask.KeypointDetection, arguments.Images, new()
    {
        Confidence = arguments.Confidence,
        KeypointConfidence = arguments.KeypointConfidence,
        ClassFilter = Thresholds.Classes(arguments.ClassFilter),
        IouThreshold = arguments.IouThreshold,
        MaxDetections = Thresholds.Limit(arguments.MaxDetections),
        ClassAgnosticNms = arguments.ClassAgnosticNms,
    })
    {
        MaxCandidates = arguments.MaxCandidates,
        DisablesActiveLearning = arguments.DisableActiveLearning,
        ActiveLearningTarget = arguments.ActiveLearningTargetDataset,
    };

    protected override KeypointDetectionV1.Results Result(KeypointDetections value, ModelCall call) => new(call.InferenceId, value);
}

/// <inheritdoc/>
internal sealed class KeypointDetectionV2Block(IModelSource models) : KeypointDetectionBlock<KeypointDetectionV2.Arguments, KeypointDetectionV2.Results>(models)
{
    protected override ModelRequest Request(in KeypointDetectionV2.Arguments arguments) => new(arguments.ModelId, ModelTask.KeypointDetection, arguments.Images, new()
    {
        Confidence = arguments.Confidence,
        KeypointConfidence = arguments.KeypointConfidence,
        ClassFilter = Thresholds.Classes(arguments.ClassFilter),
        IouThreshold = arguments.IouThreshold,
        MaxDetections = Thresholds.Limit(arguments.MaxDetections),
        ClassAgnosticNms = arguments.ClassAgnosticNms,
    })
    {
        MaxCandidates = arguments.MaxCandidates,
        DisablesActiveLearning = arguments.DisableActiveLearning,
        ActiveLearningTarget = arguments.ActiveLearningTargetDataset,
    };

    protected override KeypointDetectionV2.Results Result(KeypointDetections value, ModelCall call) => new(call.InferenceId, value, call.ModelId);
}

/// <inheritdoc/>
internal sealed class KeypointDetectionV3Block(IModelSource models) : KeypointDetectionBlock<KeypointDetectionV3.Arguments, KeypointDetectionV3.Results>(models)
{
    protected override ModelRequest Request(in KeypointDetectionV3.Arguments arguments) => new(arguments.ModelId, ModelTask.KeypointDetection, arguments.Images, new()
    {
        Confidence = Thresholds.Of(arguments.ConfidenceMode, arguments.CustomConfidence),
        KeypointConfidence = arguments.KeypointConfidence,
        ClassFilter = Thresholds.Classes(arguments.ClassFilter),
        IouThreshold = arguments.IouThreshold,
        MaxDetections = Thresholds.Limit(arguments.MaxDetections),
        ClassAgnosticNms = arguments.ClassAgnosticNms,
    })
    {
        MaxCandidates = arguments.MaxCandidates,
        DisablesActiveLearning = arguments.DisableActiveLearning,
        ActiveLearningTarget = arguments.ActiveLearningTargetDataset,
    };

    protected override KeypointDetectionV3.Results Result(KeypointDetections value, ModelCall call) => new(call.InferenceId, value, call.ModelId);
}
