using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Runtime.Blocks.Models;

/// <summary>Says which class every pixel has.</summary>
internal abstract class SemanticSegmentationBlock<TArguments, TResults>(IModelSource models)
    : ModelBlock<TArguments, TResults, SemanticSegmentation, SemanticDetections>(models)
    where TArguments : struct, IBatchArguments<TArguments>
    where TResults : struct, IResults<TResults>
{
    protected override SemanticDetections Complete(SemanticSegmentation prediction, Image image, ModelCall call) => WorkflowPredictions.Complete(prediction);
}

/// <inheritdoc/>
internal sealed class SemanticSegmentationV1Block(IModelSource models) : SemanticSegmentationBlock<SemanticSegmentationV1.Arguments, SemanticSegmentationV1.Results>(models)
{
    // The first version does not let the author choose.
    private const double Confidence = 0.4;

    protected override ModelRequest Request(in SemanticSegmentationV1.Arguments arguments) =>
        new(arguments.ModelId, ModelTask.SemanticSegmentation, arguments.Images, new() { Confidence = Confidence });

    protected override SemanticSegmentationV1.Results Result(SemanticDetections value, ModelCall call) => new(call.InferenceId, value, call.ModelId);
}

/// <inheritdoc/>
internal sealed class SemanticSegmentationV2Block(IModelSource models) : SemanticSegmentationBlock<SemanticSegmentationV2.Arguments, SemanticSegmentationV2.Results>(models)
{
    protected override ModelRequest Request(in SemanticSegmentationV2.Arguments arguments) => new(arguments.ModelId, ModelTask.SemanticSegmentation, arguments.Images, new()
    {
        Confidence = Thresholds.Of(arguments.ConfidenceMode, arguments.CustomConfidence),
    });

    protected override SemanticSegmentationV2.Results Result(SemanticDetections value, ModelCall call) => new(call.InferenceId, value, call.ModelId);
}
