using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Blocks.FlowControl;

/// <summary>Goes on when a value is another than it was in the frame before, video by video.</summary>
internal sealed class DeltaFilterBlock : FlowBlock<DeltaFilterV1.Arguments>
{
    private readonly Dictionary<string, object?> last = new(StringComparer.Ordinal);

    public override bool KeepsState => true;

    public override FlowDecision Run(in DeltaFilterV1.Arguments arguments, BlockContext context)
    {
        string video = VideoFrames.Of(arguments.Image).VideoIdentifier;
        object? value = PythonValues.Normalize(arguments.Value);
        if (value is Detections && context.Compatibility == CompatibilityMode.Reference && last.GetValueOrDefault(video) is not Detections)
        {
            throw PythonException.Attribute("detections cannot be compared with a value of another type");
        }

        if (PythonEquality.AreSame(last.GetValueOrDefault(video), value))
        {
            return FlowDecision.Stop;
        }

        last[video] = value;
        return FlowDecision.GoTo(arguments.NextSteps);
    }
}
