namespace Workflows.CodeFirst.Runtime.Blocks.Analytics;

/// <summary>The point of a detection that counts when it is asked where the detection is.</summary>
internal enum Anchor
{
    Center,
    CenterLeft,
    CenterRight,
    TopCenter,
    TopLeft,
    TopRight,
    BottomLeft,
    BottomCenter,
    BottomRight,
    CenterOfMass,
}

/// <summary>Reads and finds anchors.</summary>
internal static class Anchors
{
    /// <summary>The anchor of a name in the language, such as <c>BOTTOM_CENTER</c>.</summary>
    /// <exception cref="ArgumentException">There is no such anchor.</exception>
    public static Anchor Parse(string name) => name switch
    {
        "CENTER" => Anchor.Center,
        "CENTER_LEFT" => Anchor.CenterLeft,
        "CENTER_RIGHT" => Anchor.CenterRight,
        "TOP_CENTER" => Anchor.TopCenter,
        "TOP_LEFT" => Anchor.TopLeft,
        "TOP_RIGHT" => Anchor.TopRight,
        "BOTTOM_LEFT" => Anchor.BottomLeft,
        "BOTTOM_CENTER" => Anchor.BottomCenter,
        "BOTTOM_RIGHT" => Anchor.BottomRight,
        "CENTER_OF_MASS" => Anchor.CenterOfMass,
        _ => throw new ArgumentException(
            $"The triggering_anchor '{name}' is none of CENTER, CENTER_LEFT, CENTER_RIGHT, TOP_CENTER, TOP_LEFT, TOP_RIGHT, BOTTOM_LEFT, BOTTOM_CENTER, BOTTOM_RIGHT and CENTER_OF_MASS."),
    };

    /// <summary>The anchor of one detection, in pixels.</summary>
    /// <exception cref="ArgumentException">The centre of mass is asked for, and there are no masks.</exception>
    public static (double X, double Y) Of(Detections detections, int row, Anchor anchor) => anchor == Anchor.CenterOfMass
        ? CenterOfMass(detections, row)
        : Of(detections.Boxes[row], anchor);

    /// <summary>The anchor of a box; not the centre of mass.</summary>
    public static (double X, double Y) Of(in Box box, Anchor anchor)
    {
        double x = anchor switch
        {
            Anchor.CenterLeft or Anchor.TopLeft or Anchor.BottomLeft => box.X1,
            Anchor.CenterRight or Anchor.TopRight or Anchor.BottomRight => box.X2,
            _ => (box.X1 + box.X2) / 2,
        };
        double y = anchor switch
        {
            Anchor.TopLeft or Anchor.TopCenter or Anchor.TopRight => box.Y1,
            Anchor.BottomLeft or Anchor.BottomCenter or Anchor.BottomRight => box.Y2,
            _ => (box.Y1 + box.Y2) / 2,
        };
        return (x, y);
    }

    /// <summary>The mean of the centres of a mask's pixels, cut to whole pixels; the corner of the image for a mask without pixels.</summary>
    private static (double X, double Y) CenterOfMass(Detections detections, int row)
    {
        if (detections is not InstanceDetections { Masks.IsDefaultOrEmpty: false } instances)
        {
            throw new ArgumentException("The triggering_anchor CENTER_OF_MASS needs detections with masks.");
        }

        var mask = instances.Masks[row];
        var bounds = mask.Bounds;
        long x = 0, y = 0;
        for (int top = bounds.Y; top < bounds.Bottom; top++)
        {
            for (int left = bounds.X; left < bounds.X + bounds.Width; left++)
            {
                if (mask.Contains(left, top))
                {
                    x += left;
                    y += top;
                }
            }
        }

        long area = Math.Max(1, mask.Area);
        double half = mask.Area == 0 ? 0 : 0.5;
        return (Math.Truncate((double)x / area + half), Math.Truncate((double)y / area + half));
    }
}
