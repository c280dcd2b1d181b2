namespace Workflows.CodeFirst.Imaging.Drawing;

/// <summary>Filled polygons of any form, whole pixels as corners: inside is what an odd number of sides encloses; the sides belong to the polygon.</summary>
internal static class PolygonPainter
{
    public static void Fill(Surface surface, ReadOnlySpan<(int X, int Y)> points, Rgb color)
    {
        var corners = new (int X, int Y)[points.Length];
        for (int i = 0; i < corners.Length; i++)
        {
            corners[i] = (Fixed.Clamp(points[i].X), Fixed.Clamp(points[i].Y));
        }

        var size = new ImageSize(surface.Width, surface.Height);
        var region = PolygonFiller.Bounds(corners, size);
        var bits = new BitPlane(region.Width, region.Height);
        PolygonFiller.Fill(corners, size, region, bits);
        for (int y = 0; y < region.Height; y++)
        {
            var row = bits.Row(y);
            for (int start = BitPlane.Next(row, 0, true, region.Width); start < region.Width;)
            {
                int end = BitPlane.Next(row, start, false, region.Width);
                surface.Fill(region.Y + y, region.X + start, region.X + end - 1, color);
                start = BitPlane.Next(row, end, true, region.Width);
            }
        }
    }
}
