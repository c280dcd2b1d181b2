using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Blocks.Transformations;

/// <summary>Puts two sets of detections into one.</summary>
internal sealed class DetectionsCombineBlock : Block<DetectionsCombineV1.Arguments, DetectionsCombineV1.Results>
{
    public override DetectionsCombineV1.Results Run(in DetectionsCombineV1.Arguments arguments, BlockContext context) =>
        new(Detections.Concat(arguments.PredictionOne, arguments.PredictionTwo));
}
