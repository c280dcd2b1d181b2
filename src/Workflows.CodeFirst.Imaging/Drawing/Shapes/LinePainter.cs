namespace Workflows.CodeFirst.Imaging.Drawing;

/// <summary>Lines one pixel wide, without blending. Pixels touch at least at their corners.</summary>
internal static class LinePainter
{
    /// <summary>A line between whole pixels, by Bresenham's method from left to right.</summary>
    public static void Draw(Surface surface, int x1, int y1, int x2, int y2, Rgb color)
    {
        if ((uint)x1 >= (uint)surface.Width || (uint)x2 >= (uint)surface.Width || (uint)y1 >= (uint)surface.Height || (uint)y2 >= (uint)surface.Height)
        {
            Fixed start = new(x1, y1), end = new(x2, y2);
            if (!LineClip.Clip(surface.Width, surface.Height, ref start, ref end))
            {
                return;
            }

            (x1, y1, x2, y2) = ((int)start.X, (int)start.Y, (int)end.X, (int)end.Y);
        }

        if (x2 < x1)
        {
            (x1, y1, x2, y2) = (x2, y2, x1, y1);
        }

        if (y1 == y2)
        {
            surface.Fill(y1, x1, x2, color);
            return;
        }

        int width = x2 - x1, height = Math.Abs(y2 - y1), down = Math.Sign(y2 - y1);
        bool steep = height > width;
        int major = steep ? height : width, minor = steep ? width : height;
        int error = major - 2 * minor;
        for (int i = 0, x = x1, y = y1; i <= major; i++)
        {
            surface.Put(x, y, color);
            bool aside = error < 0;
            error += aside ? 2 * (major - minor) : -2 * minor;
            x += steep && !aside ? 0 : 1;
            y += steep || aside ? down : 0;
        }
    }

    /// <summary>A line between points anywhere, stepping along its longer direction.</summary>
    public static void Draw(Surface surface, Fixed start, Fixed end, Rgb color)
    {
        if (!LineClip.Clip((long)surface.Width << Fixed.Shift, (long)surface.Height << Fixed.Shift, ref start, ref end))
        {
            return;
        }

        var run = LineRun.Of(start, end);
        surface.Put(Fixed.Round(run.End.X), Fixed.Round(run.End.Y), color);
        if (run.IsFlat)
        {
            int x = Fixed.Round(run.Start.X);
            long y = run.Start.Y + Fixed.Half;
            for (long left = (run.End.X - run.Start.X) >> Fixed.Shift; left >= 0; left--, x++, y += run.Step)
            {
                surface.Put(x, (int)(y >> Fixed.Shift), color);
            }
        }
        else
        {
            int y = Fixed.Round(run.Start.Y);
            long x = run.Start.X + Fixed.Half;
            for (long left = (run.End.Y - run.Start.Y) >> Fixed.Shift; left >= 0; left--, y++, x += run.Step)
            {
                surface.Put((int)(x >> Fixed.Shift), y, color);
            }
        }
    }
}
