namespace Workflows.CodeFirst.Imaging.Drawing;

/// <summary>Computes where labels go, in whole pixels.</summary>
internal static class LabelLayout
{
    /// <summary>The point of a box that a position stands for, cut to whole pixels.</summary>
    public static (int X, int Y) Anchor(Box box, LabelPosition position)
    {
        double x = position switch
        {
            LabelPosition.TopLeft or LabelPosition.CenterLeft or LabelPosition.BottomLeft => box.X1,
            LabelPosition.TopRight or LabelPosition.CenterRight or LabelPosition.BottomRight => box.X2,
            _ => box.CenterX,
        };
        double y = position switch
        {
            LabelPosition.TopLeft or LabelPosition.TopCenter or LabelPosition.TopRight => box.Y1,
            LabelPosition.BottomLeft or LabelPosition.BottomCenter or LabelPosition.BottomRight => box.Y2,
            _ => box.CenterY,
        };
        return (Pixel(x), Pixel(y));
    }

    /// <summary>The label's box around its anchor. Odd sizes lose a pixel where the anchor is in the middle.</summary>
    public static (int X1, int Y1, int X2, int Y2) Background(int x, int y, int width, int height, LabelPosition position)
    {
        (int left, int right) = position switch
        {
            LabelPosition.TopLeft or LabelPosition.BottomLeft or LabelPosition.CenterRight => (0, width),
            LabelPosition.TopRight or LabelPosition.BottomRight or LabelPosition.CenterLeft => (-width, 0),
            _ => (-(width / 2), width / 2),
        };
        (int top, int bottom) = position switch
        {
            LabelPosition.TopLeft or LabelPosition.TopCenter or LabelPosition.TopRight => (-height, 0),
            LabelPosition.BottomLeft or LabelPosition.BottomCenter or LabelPosition.BottomRight => (0, height),
            _ => (-(height / 2), height / 2),
        };
        return (x + left, y + top, x + right, y + bottom);
    }

    /// <summary>A coordinate as a pixel: towards zero, and kept where sums of a few stay in range.</summary>
    public static int Pixel(double coordinate) => Fixed.Clamp((int)coordinate);

    /// <summary>The lines of a text; one empty line when there is none.</summary>
    public static string[] Lines(string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        return lines.Length > 1 && lines[^1].Length == 0 ? lines[..^1] : lines;
    }
}
