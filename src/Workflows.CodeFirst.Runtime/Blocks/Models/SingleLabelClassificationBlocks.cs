using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Runtime.Blocks.Models;

/// <summary>Says which one class an image has.</summary>
internal abstract class SingleLabelClassificationBlock<TArguments, TResults>(IModelSource models)
    : ModelBlock<TArguments, TResults, SingleLabelClassification, ClassificationPrediction>(models)
    where TArguments : struct, IBatchArguments<TArguments>
    where TResults : struct, IResults<TResults>
{
    protected override ClassificationPrediction Complete(SingleLabelClassification prediction, Image image, ModelCall call) =>
        WorkflowPredictions.Complete(prediction, image, call.InferenceId, call.Elapsed);
}

/// <inheritdoc/>
internal sealed class SingleLabelClassificationV1Block(IModelSource models) : SingleLabelClassificationBlock<SingleLabelClassificationV1.Arguments, SingleLabelClassificationV1.Results>(models)
{
    protected override ModelRequest Request(in SingleLabelClassificationV1.Arguments arguments) =>
        new(arguments.ModelId, ModelTask.SingleLabelClassification, arguments.Images, new() { Confidence = arguments.Confidence })
        {
            DisablesActiveLearning = arguments.DisableActiveLearning,
            ActiveLearningTarget = arguments.ActiveLearningTargetDataset,
        };

    protected override SingleLabelClassificationV1.Results Result(ClassificationPrediction value, ModelCall call) => new(value, call.InferenceId);
}

/// <inheritdoc/>
internal sealed class SingleLabelClassificationV2Block(IModelSource models) : SingleLabelClassificationBlock<SingleLabelClassificationV2.Arguments, SingleLabelClassificationV2.Results>(models)
{
    protected override ModelRequest Request(in SingleLabelClassificationV2.Arguments arguments) =>
        new(arguments.ModelId, ModelTask.SingleLabelClassification, arguments.Images, new() { Confidence = arguments.Confidence })
        {
            DisablesActiveLearning = arguments.DisableActiveLearning,
            ActiveLearningTarget = arguments.ActiveLearningTargetDataset,
        };

    protected override SingleLabelClassificationV2.Results Result(ClassificationPrediction value, ModelCall call) => new(value, call.InferenceId, call.ModelId);
}

/// <inheritdoc/>
internal sealed class SingleLabelClassificationV3Block(IModelSource models) : SingleLabelClassificationBlock<SingleLabelClassificationV3.Arguments, SingleLabelClassificationV3.Results>(models)
{
    protected override ModelRequest Request(in SingleLabelClassificationV3.Arguments arguments) => new(arguments.ModelId, ModelTask.SingleLabelClassification, arguments.Images, new()
    {
        Confidence = Thresholds.Of(arguments.ConfidenceMode, arguments.CustomConfidence),
    })
    {
        DisablesActiveLearning = arguments.DisableActiveLearning,
        ActiveLearningTarget = arguments.ActiveLearningTargetDataset,
    };

    protected override SingleLabelClassificationV3.Results Result(ClassificationPrediction value, ModelCall call) => new(value, call.InferenceId, call.ModelId);
}
