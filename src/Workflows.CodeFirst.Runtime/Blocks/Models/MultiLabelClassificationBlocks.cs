using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Runtime.Blocks.Models;

/// <summary>Says which classes an image has.</summary>
internal abstract class MultiLabelClassificationBlock<TArguments, TResults>(IModelSource models)
    : ModelBlock<TArguments, TResults, MultiLabelClassification, ClassificationPrediction>(models)
    where TArguments : struct, IBatchArguments<TArguments>
    where TResults : struct, IResults<TResults>
{
    protected override ClassificationPrediction Complete(MultiLabelClassification prediction, Image image, ModelCall call) =>
        WorkflowPredictions.Complete(prediction, image, call.InferenceId, call.Elapsed);
}

/// <inheritdoc/>
internal sealed class MultiLabelClassificationV1Block(IModelSource models) : MultiLabelClassificationBlock<MultiLabelClassificationV1.Arguments, MultiLabelClassificationV1.Results>(models)
{
    protected override ModelRequest Request(in MultiLabelClassificationV1.Arguments arguments) =>
        new(arguments.ModelId, ModelTask.MultiLabelClassification, arguments.Images, new() { Confidence = arguments.Confidence })
        {
            DisablesActiveLearning = arguments.DisableActiveLearning,
            ActiveLearningTarget = arguments.ActiveLearningTargetDataset,
        };

    protected override MultiLabelClassificationV1.Results Result(ClassificationPrediction value, ModelCall call) => new(value, call.InferenceId);
}

/// <inheritdoc/>
internal sealed class MultiLabelClassificationV2Block(IModelSource models) : MultiLabelClassificationBlock<MultiLabelClassificationV2.Arguments, MultiLabelClassificationV2.Results>(models)
{
    protected override ModelRequest Request(in MultiLabelClassificationV2.Arguments arguments) =>
        new(arguments.ModelId, ModelTask.MultiLabelClassification, arguments.Images, new() { Confidence = arguments.Confidence })
        {
            DisablesActiveLearning = arguments.DisableActiveLearning,
            ActiveLearningTarget = arguments.ActiveLearningTargetDataset,
        };

    protected override MultiLabelClassificationV2.Results Result(ClassificationPrediction value, ModelCall call) => new(value, call.InferenceId, call.ModelId);
}

/// <inheritdoc/>
internal sealed class MultiLabelClassificationV3Block(IModelSource models) : MultiLabelClassificationBlock<MultiLabelClassificationV3.Arguments, MultiLabelClassificationV3.Results>(models)
{
    protected override ModelRequest Request(in MultiLabelClassificationV3.Arguments arguments) => new(arguments.ModelId, ModelTask.MultiLabelClassification, arguments.Images, new()
    {
        Confidence = Thresholds.Of(arguments.ConfidenceMode, arguments.CustomConfidence),
    })
    {
        DisablesActiveLearning = arguments.DisableActiveLearning,
        ActiveLearningTarget = arguments.ActiveLearningTargetDataset,
    };

    protected override MultiLabelClassificationV3.Results Result(ClassificationPrediction value, ModelCall call) => new(value, call.InferenceId, call.ModelId);
}
