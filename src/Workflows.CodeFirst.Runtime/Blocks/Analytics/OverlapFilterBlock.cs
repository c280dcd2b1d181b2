using System.Runtime.InteropServices;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Blocks.Analytics;

/// <summary>Keeps the detections that lie on one of a certain class, such as what lies on a table.</summary>
internal sealed class OverlapFilterBlock : Block<OverlapFilterV1.Arguments, OverlapFilterV1.Results>
{
    public override OverlapFilterV1.Results Run(in OverlapFilterV1.Arguments arguments, BlockContext context)
    {
        var detections = arguments.Predictions;
        if (detections.Count > 0 && detections.ClassNames.IsDefaultOrEmpty)
        {
            throw new ArgumentException("The detections have no class names, by which it is decided what lies on what.");
        }

        var kept = new List<int>();
        for (int row = 0; row < detections.Count; row++)
        {
            if (detections.ClassNames[row] != arguments.OverlapClassName && LiesOnAny(detections, row, arguments))
            {
                kept.Add(row);
            }
        }

        return new(detections.Select(CollectionsMarshal.AsSpan(kept)));
    }

    private static bool LiesOnAny(Detections detections, int row, in OverlapFilterV1.Arguments arguments)
    {
        for (int other = 0; other < detections.Count; other++)
        {
            if (detections.ClassNames[other] == arguments.OverlapClassName && LiesOn(detections.Boxes[row], detections.Boxes[other], arguments.OverlapType))
            {
                return true;
            }
        }

        return false;
    }

    private static bool LiesOn(Box box, Box ground, OverlapFilterOverlapType type)
    {
        if (type == OverlapFilterOverlapType.AnyOverlap)
        {
            return box.X2 >= ground.X1 && box.X1 <= ground.X2 && box.Y2 >= ground.Y1 && box.Y1 <= ground.Y2;
        }

        double x = box.X1 + box.Width / 2, y = box.Y1 + box.Height / 2;
        return x > ground.X1 && x < ground.X2 && y > ground.Y1 && y < ground.Y2;
    }
}
