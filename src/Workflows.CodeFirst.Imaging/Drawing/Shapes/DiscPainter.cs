namespace Workflows.CodeFirst.Imaging.Drawing;

/// <summary>Circles with a whole radius around a whole pixel, by the midpoint method: eight octants at once.</summary>
internal static class DiscPainter
{
    public static void Fill(Surface surface, int x, int y, int radius, Rgb color) => Paint(surface, x, y, radius, color, filled: true);

    public static void Outline(Surface surface, int x, int y, int radius, Rgb color) => Paint(surface, x, y, radius, color, filled: false);

    private static void Paint(Surface surface, int x, int y, int radius, Rgb color, bool filled)
    {
        for (int wide = radius, narrow = 0, error = 0; wide >= narrow; narrow++)
        {
            Rows(surface, x, y, wide, narrow, color, filled);
            Rows(surface, x, y, narrow, wide, color, filled);
            error += 2 * narrow + 1;
            if (error > 0)
            {
                error -= 2 * wide - 1;
                wide--;
            }
        }
    }

    private static void Rows(Surface surface, int x, int y, int halfWidth, int away, Rgb color, bool filled)
    {
        if (filled)
        {
            surface.Fill(y - away, x - halfWidth, x + halfWidth, color);
            surface.Fill(y + away, x - halfWidth, x + halfWidth, color);
        }
        else
        {
            surface.Put(x - halfWidth, y - away, color);
            surface.Put(x + halfWidth, y - away, color);
            surface.Put(x - halfWidth, y + away, color);
            surface.Put(x + halfWidth, y + away, color);
        }
    }
}
