using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Runtime.Blocks.Models;

/// <summary>Finds objects and the pixels that belong to each.</summary>
/// <remarks>The first three versions pass masks on as one outline each, the fourth as they are.</remarks>
internal abstract class InstanceSegmentationBlock<TArguments, TResults>(IModelSource models, bool throughPolygons)
    : ModelBlock<TArguments, TResults, InstanceDetections, InstanceDetections>(models)
    where TArguments : struct, IBatchArguments<TArguments>
    where TResults : struct, IResults<TResults>
{
    protected override InstanceDetections Complete(InstanceDetections prediction, Image image, ModelCall call) => WorkflowPredictions.Complete(
        throughPolygons && !prediction.Masks.IsEmpty ? prediction.ThroughPolygons() : prediction, image, call, "instance-segmentation");

    /// <summary>The mode by the model's name for it.</summary>
    protected static MaskDecodeMode DecodeMode(InstanceSegmentationMaskDecodeMode mode) => mode switch
    {
        InstanceSegmentationMaskDecodeMode.Tradeoff => MaskDecodeMode.Tradeoff,
        InstanceSegmentationMaskDecodeMode.Fast => MaskDecodeMode.Fast,
        _ => MaskDecodeMode.Accurate,
    };
}

/// <inheritdoc/>
internal sealed class InstanceSegmentationV1Block(IModelSource models)
    : InstanceSegmentationBlock<InstanceSegmentationV1.Arguments, InstanceSegmentationV1.Results>(models, throughPolygons: true)
{
    protected override ModelRequest Request(in InstanceSegmentationV1.Arguments arguments) => new(arguments.ModelId, ModelTask.InstanceSegmentation, arguments.Images, new()
    {
        Confidence = arguments.Confidence,
        ClassFilter = Thresholds.Classes(arguments.ClassFilter),
        IouThreshold = arguments.IouThreshold,
        MaxDetections = Thresholds.Limit(arguments.MaxDetections),
        ClassAgnosticNms = arguments.ClassAgnosticNms,
        MaskDecodeMode = DecodeMode(arguments.MaskDecodeMode),
        MaskTradeoff = arguments.TradeoffFactor,
    })
    {
        MaxCandidates = arguments.MaxCandidates,
        DisablesActiveLearning = arguments.DisableActiveLearning,
        ActiveLearningTarget = arguments.ActiveLearningTargetDataset,
        EnforcesDenseMasks = arguments.EnforceDenseMasksInInferenceModels,
    };

    protected override InstanceSegmentationV1.Results Result(InstanceDetections value, ModelCall call) => new(call.InferenceId, value);
}

/// <inheritdoc/>
internal sealed class InstanceSegmentationV2Block(IModelSource models)
    : InstanceSegmentationBlock<InstanceSegmentationV2.Arguments, InstanceSegmentationV2.Results>(models, throughPolygons: true)
{
    protected override ModelRequest Request(in InstanceSegmentationV2.Arguments arguments) => new(arguments.ModelId, ModelTask.InstanceSegmentation, arguments.Images, new()
    {
        Confidence = arguments.Confidence,
        ClassFilter = Thresholds.Classes(arguments.ClassFilter),
        IouThreshold = arguments.IouThreshold,
        MaxDetections = Thresholds.Limit(arguments.MaxDetections),
        ClassAgnosticNms = arguments.ClassAgnosticNms,
        MaskDecodeMode = DecodeMode(arguments.MaskDecodeMode),
        MaskTradeoff = arguments.TradeoffFactor,
    })
    {
        MaxCandidates = arguments.MaxCandidates,
        DisablesActiveLearning = arguments.DisableActiveLearning,
        ActiveLearningTarget = arguments.ActiveLearningTargetDataset,
        EnforcesDenseMasks = arguments.EnforceDenseMasksInInferenceModels,
    };

    protected override InstanceSegmentationV2.Results Result(InstanceDetections value, ModelCall call) => new(call.InferenceId, value, call.ModelId);
}

/// <inheritdoc/>
internal sealed class InstanceSegmentationV3Block(IModelSource models)
    : InstanceSegmentationBlock<InstanceSegmentationV3.Arguments, InstanceSegmentationV3.Results>(models, throughPolygons: true)
{
    protected override ModelRequest Request(in InstanceSegmentationV3.Arguments arguments) => new(arguments.ModelId, ModelTask.InstanceSegmentation, arguments.Images, new()
    {
        Confidence = Thresholds.Of(arguments.ConfidenceMode, arguments.CustomConfidence),
        ClassFilter = Thresholds.Classes(arguments.ClassFilter),
        IouThreshold = arguments.IouThreshold,
        MaxDetections = Thresholds.Limit(arguments.MaxDetections),
        ClassAgnosticNms = arguments.ClassAgnosticNms,
        MaskDecodeMode = DecodeMode(arguments.MaskDecodeMode),
        MaskTradeoff = arguments.TradeoffFactor,
    })
    {
        MaxCandidates = arguments.MaxCandidates,
        DisablesActiveLearning = arguments.DisableActiveLearning,
        ActiveLearningTarget = arguments.ActiveLearningTargetDataset,
        EnforcesDenseMasks = arguments.EnforceDenseMasksInInferenceModels,
    };

    protected override InstanceSegmentationV3.Results Result(InstanceDetections value, ModelCall call) => new(call.InferenceId, value, call.ModelId);
}

/// <inheritdoc/>
internal sealed class InstanceSegmentationV4Block(IModelSource models)
    : InstanceSegmentationBlock<InstanceSegmentationV4.Arguments, InstanceSegmentationV4.Results>(models, throughPolygons: false)
{
    protected override ModelRequest Request(in InstanceSegmentationV4.Arguments arguments) => new(arguments.ModelId, ModelTask.InstanceSegmentation, arguments.Images, new()
    {
        Confidence = Thresholds.Of(arguments.ConfidenceMode, arguments.CustomConfidence),
        ClassFilter = Thresholds.Classes(arguments.ClassFilter),
        IouThreshold = arguments.IouThreshold,
        MaxDetections = Thresholds.Limit(arguments.MaxDetections),
        ClassAgnosticNms = arguments.ClassAgnosticNms,
        MaskDecodeMode = DecodeMode(arguments.MaskDecodeMode),
        MaskTradeoff = arguments.TradeoffFactor,
    })
    {
        MaxCandidates = arguments.MaxCandidates,
        DisablesActiveLearning = arguments.DisableActiveLearning,
        ActiveLearningTarget = arguments.ActiveLearningTargetDataset,
        WantsMasks = true,
    };

    protected override InstanceSegmentationV4.Results Result(InstanceDetections value, ModelCall call) => new(call.InferenceId, value, call.ModelId);
}
