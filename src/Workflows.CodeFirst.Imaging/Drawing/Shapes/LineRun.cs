namespace Workflows.CodeFirst.Imaging.Drawing;

/// <summary>A line made to ascend along its longer direction, and how far it moves aside a pixel.</summary>
/// <param name="Start">The end with the smaller coordinate.</param>
/// <param name="End">The other end.</param>
/// <param name="IsFlat">Whether the longer direction is that of x.</param>
/// <param name="Step">The change of the other coordinate a pixel.</param>
internal readonly record struct LineRun(Fixed Start, Fixed End, bool IsFlat, long Step)
{
    public static LineRun Of(Fixed start, Fixed end)
    {
        long width = Math.Abs(end.X - start.X), height = Math.Abs(end.Y - start.Y);
        bool flat = width > height;
        if (flat ? end.X < start.X : end.Y < start.Y)
        {
            (start, end) = (end, start);
        }

        // "| 1" spares the case of a point, and is part of the arithmetic to agree with.
        long step = flat ? ((end.Y - start.Y) << Fixed.Shift) / (width | 1) : ((end.X - start.X) << Fixed.Shift) / (height | 1);
        return new(start, end, flat, step);
    }
}
