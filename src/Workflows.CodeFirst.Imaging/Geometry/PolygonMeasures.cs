namespace Workflows.CodeFirst.Imaging;

/// <summary>Lengths, areas and centres of closed polygons.</summary>
internal static class PolygonMeasures
{
    /// <summary>Twice the area, negative when the polygon runs the other way round.</summary>
    public static double TwiceSignedArea(ReadOnlySpan<ImagePoint> polygon)
    {
        double twice = 0;
        for (int i = 0; i < polygon.Length; i++)
        {
            var (a, b) = (polygon[i == 0 ? polygon.Length - 1 : i - 1], polygon[i]);
            twice += a.X * b.Y - a.Y * b.X;
        }

        return twice;
    }

    /// <summary>The area of a polygon whose sides do not cross.</summary>
    public static double Area(ReadOnlySpan<ImagePoint> polygon) => Math.Abs(TwiceSignedArea(polygon)) / 2;

    /// <summary>The length of all sides.</summary>
    public static double Perimeter(ReadOnlySpan<ImagePoint> polygon)
    {
        double length = 0;
        for (int i = 0; i < polygon.Length; i++)
        {
            var (a, b) = (polygon[i == 0 ? polygon.Length - 1 : i - 1], polygon[i]);
            length += double.Hypot(b.X - a.X, b.Y - a.Y);
        }

        return length;
    }

    /// <summary>The centre of gravity of the area; null when there is no area.</summary>
    public static ImagePoint? Centroid(ReadOnlySpan<ImagePoint> polygon)
    {
        double twice = 0, x = 0, y = 0;
        for (int i = 0; i < polygon.Length; i++)
        {
            var (a, b) = (polygon[i == 0 ? polygon.Length - 1 : i - 1], polygon[i]);
            double cross = a.X * b.Y - a.Y * b.X;
            twice += cross;
            x += cross * (a.X + b.X);
            y += cross * (a.Y + b.Y);
        }

        return twice == 0 ? null : new ImagePoint(x / (3 * twice), y / (3 * twice));
    }

    /// <summary>The smallest box that holds all corners.</summary>
    public static Box Bounds(ReadOnlySpan<ImagePoint> polygon)
    {
        var box = new Box(double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);
        foreach (var (x, y) in polygon)
        {
            box = box.Union(new(x, y, x, y));
        }

        return box;
    }

    /// <summary>Whether a point lies inside a polygon or on its outline.</summary>
    public static bool Contains(ReadOnlySpan<ImagePoint> polygon, ImagePoint point)
    {
        bool isInside = false;
        for (int i = 0; i < polygon.Length; i++)
        {
            var (a, b) = (polygon[i == 0 ? polygon.Length - 1 : i - 1], polygon[i]);
            double side = (b.X - a.X) * (point.Y - a.Y) - (b.Y - a.Y) * (point.X - a.X);
            if (side == 0 && IsBetween(a.X, b.X, point.X) && IsBetween(a.Y, b.Y, point.Y))
            {
                return true;
            }

            if (a.Y > point.Y != b.Y > point.Y)
            {
                isInside ^= side > 0 == b.Y > a.Y;
            }
        }

        return isInside;
    }

    /// <summary>Whether no side crosses or touches another but at the corner that they share: what GIS systems call a valid polygon.</summary>
    /// <remarks>Every side is compared with every other: meant for outlines of some hundred corners.</remarks>
    public static bool IsSimple(ReadOnlySpan<ImagePoint> polygon)
    {
        if (polygon.Length < 3 || TwiceSignedArea(polygon) == 0)
        {
            return false;
        }

        for (int i = 0; i < polygon.Length; i++)
        {
            var (a, b) = (polygon[i], polygon[(i + 1) % polygon.Length]);
            for (int j = i + 1; j < polygon.Length; j++)
            {
                var (c, d) = (polygon[j], polygon[(j + 1) % polygon.Length]);
                bool follows = j == i + 1, precedes = (j + 1) % polygon.Length == i;
                if (follows || precedes ? IsFolded(follows ? a : c, follows ? b : d, follows ? d : b) : Touch(a, b, c, d))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Whether an outline that comes from one point to a corner goes back on itself.</summary>
    private static bool IsFolded(ImagePoint from, ImagePoint corner, ImagePoint to) =>
        Side(from, corner, to) == 0 && (corner.X - from.X) * (to.X - corner.X) + (corner.Y - from.Y) * (to.Y - corner.Y) < 0;

    private static bool Touch(ImagePoint a, ImagePoint b, ImagePoint c, ImagePoint d)
    {
        double ca = Side(c, d, a), cb = Side(c, d, b), ac = Side(a, b, c), ad = Side(a, b, d);
        return (Math.Sign(ca) * Math.Sign(cb) < 0 && Math.Sign(ac) * Math.Sign(ad) < 0)
            || (ca == 0 && IsOn(c, d, a)) || (cb == 0 && IsOn(c, d, b)) || (ac == 0 && IsOn(a, b, c)) || (ad == 0 && IsOn(a, b, d));
    }

    private static double Side(ImagePoint a, ImagePoint b, ImagePoint point) => (b.X - a.X) * (point.Y - a.Y) - (b.Y - a.Y) * (point.X - a.X);

    private static bool IsOn(ImagePoint a, ImagePoint b, ImagePoint point) => IsBetween(a.X, b.X, point.X) && IsBetween(a.Y, b.Y, point.Y);

    private static bool IsBetween(double a, double b, double value) => value >= Math.Min(a, b) && value <= Math.Max(a, b);
}
