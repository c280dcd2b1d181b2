namespace Workflows.CodeFirst.Imaging.Drawing;

/// <summary>Cuts lines off at the edges of a rectangle that starts at 0,0.</summary>
internal static class LineClip
{
    /// <summary>
    /// Moves the ends of a line into the rectangle (Cohen and Sutherland's method, intersections truncated). False when no part of the line is inside.
    /// </summary>
    public static bool Clip(long width, long height, ref Fixed start, ref Fixed end)
    {
        if (width <= 0 || height <= 0)
        {
            return false;
        }

        long right = width - 1, bottom = height - 1;
        (long x1, long y1, long x2, long y2) = (start.X, start.Y, end.X, end.Y);
        int code1 = Side(x1, right) | Side(y1, bottom) << 2;
        int code2 = Side(x2, right) | Side(y2, bottom) << 2;

        if ((code1 & code2) == 0 && (code1 | code2) != 0)
        {
            if (code1 >= 4)
            {
                long edge = code1 < 8 ? 0 : bottom;
                x1 += Part(edge - y1, x2 - x1, y2 - y1);
                y1 = edge;
                code1 = Side(x1, right);
            }

            if (code2 >= 4)
            {
                long edge = code2 < 8 ? 0 : bottom;
                x2 += Part(edge - y2, x2 - x1, y2 - y1);
                y2 = edge;
                code2 = Side(x2, right);
            }

            if ((code1 & code2) == 0 && (code1 | code2) != 0)
            {
                if (code1 != 0)
                {
                    long edge = code1 == 1 ? 0 : right;
                    y1 += Part(edge - x1, y2 - y1, x2 - x1);
                    x1 = edge;
                    code1 = 0;
                }

                if (code2 != 0)
                {
                    long edge = code2 == 1 ? 0 : right;
                    y2 += Part(edge - x2, y2 - y1, x2 - x1);
                    x2 = edge;
                    code2 = 0;
                }
            }
        }

        start = new(x1, y1);
        end = new(x2, y2);
        return (code1 | code2) == 0;
    }

    private static int Side(long value, long last) => value < 0 ? 1 : value > last ? 2 : 0;

    private static long Part(long distance, long rise, long run) => (long)((Int128)distance * rise / run);
}
