using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Blocks.FlowControl;

/// <summary>Goes on at most once in a number of seconds: of the video, where there is one to refer to, otherwise of the clock.</summary>
internal sealed class RateLimiterBlock : FlowBlock<RateLimiterV1.Arguments>
{
    private DateTimeOffset? last;

    public override bool KeepsState => true;

    public override FlowDecision Run(in RateLimiterV1.Arguments arguments, BlockContext context)
    {
        var now = TimeOf(arguments.VideoReferenceImage) ?? context.Clock.GetUtcNow();
        if (last is { } before && (now - before).TotalSeconds < arguments.CooldownSeconds)
        {
            return FlowDecision.Stop;
        }

        last = now;
        return FlowDecision.GoTo(arguments.NextSteps);
    }

    private static DateTimeOffset? TimeOf(Image? image) =>
        image is not null && VideoFrames.Of(image) is { Fps: { } fps and not 0 } frame ? DateTimeOffset.UnixEpoch.AddSeconds(1 / fps * frame.FrameNumber) : null;
}
