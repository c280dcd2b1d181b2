namespace Workflows.CodeFirst.Imaging;

/// <summary>
/// The rectangle of least area, at any angle, that holds points: OpenCV's <c>minAreaRect</c> (rotating calipers around the convex hull, in
/// single precision).
/// </summary>
/// <param name="CenterX">The centre's column.</param>
/// <param name="CenterY">The centre's row.</param>
/// <param name="Width">The length of the side at <paramref name="Angle"/>.</param>
/// <param name="Height">The length of the other side.</param>
/// <param name="Angle">The angle of the first side in degrees.</param>
internal readonly record struct MinimumRectangle(float CenterX, float CenterY, float Width, float Height, float Angle)
{
    /// <summary>The rectangle of points with whole coordinates, one or more.</summary>
    public static MinimumRectangle Of(ReadOnlySpan<ImagePoint> points)
    {
        var hull = ConvexHull.Of(points, clockwise: false);
        return hull switch
        {
            [var only] => new((float)only.X, (float)only.Y, 0, 0, 0),
            [var a, var b] => Line(a, b),
            _ => Calipers.Run(hull),
        };
    }

    /// <summary>The four corners.</summary>
    public ImagePoint[] Corners()
    {
        double radians = Angle * Math.PI / 180;
        float b = (float)Math.Cos(radians) * 0.5f, a = (float)Math.Sin(radians) * 0.5f;
        float x0 = CenterX - a * Height - b * Width, y0 = CenterY + b * Height - a * Width;
        float x1 = CenterX + a * Height - b * Width, y1 = CenterY - b * Height - a * Width;
        return [new(x0, y0), new(x1, y1), new(2 * CenterX - x0, 2 * CenterY - y0), new(2 * CenterX - x1, 2 * CenterY - y1)];
    }

    private static MinimumRectangle Line(ImagePoint a, ImagePoint b)
    {
        double dx = b.X - a.X, dy = b.Y - a.Y;
        return new((float)(a.X + b.X) * 0.5f, (float)(a.Y + b.Y) * 0.5f, (float)Math.Sqrt(dx * dx + dy * dy), 0, Degrees(Math.Atan2(dy, dx)));
    }

    private static float Degrees(double radians) => (float)(radians * 180 / Math.PI);

    /// <summary>Four sides that touch the hull and turn around it together.</summary>
    private ref struct Calipers
    {
        private readonly ReadOnlySpan<ImagePoint> hull;
        private readonly Span<(float X, float Y)> edges;
        private readonly Span<float> inverseLengths;

        /// <summary>The points that the four sides touch: bottom, right, top, left, in the direction of OpenCV's axes.</summary>
        private readonly Span<int> touched;

        private float baseX;
        private float baseY;

        private Calipers(ReadOnlySpan<ImagePoint> hull, Span<(float X, float Y)> edges, Span<float> inverseLengths, Span<int> touched)
        {
            this.hull = hull;
            this.edges = edges;
            this.inverseLengths = inverseLengths;
            this.touched = touched;
        }

        public static MinimumRectangle Run(ReadOnlySpan<ImagePoint> hull)
        {
            Span<int> touched = stackalloc int[4];
            var calipers = new Calipers(hull, new (float, float)[hull.Length], new float[hull.Length], touched);
            calipers.Start();
            var best = default(Found);
            float least = float.MaxValue;
            for (int k = 0; k < hull.Length; k++)
            {
                calipers.Turn();
                var found = calipers.Measure();
                if (found.Width * found.Height <= least)
                {
                    (least, best) = (found.Width * found.Height, found);
                }
            }

            return calipers.Rectangle(best);
        }

        private void Start()
        {
            for (int i = 0; i < hull.Length; i++)
            {
                var (point, next) = (hull[i], hull[(i + 1) % hull.Length]);
                touched[3] = point.X < hull[touched[3]].X ? i : touched[3];
                touched[1] = point.X > hull[touched[1]].X ? i : touched[1];
                touched[2] = point.Y > hull[touched[2]].Y ? i : touched[2];
                touched[0] = point.Y < hull[touched[0]].Y ? i : touched[0];
                double dx = next.X - point.X, dy = next.Y - point.Y;
                edges[i] = ((float)dx, (float)dy);
                inverseLengths[i] = (float)(1 / Math.Sqrt(dx * dx + dy * dy));
            }
        }

        /// <summary>Turns all sides until the first of them lies on an edge of the hull.</summary>
        private void Turn()
        {
            int main = 0;
            var least = Turned(0, edges[touched[0]]);
            for (int side = 1; side < 4; side++)
            {
                var turned = Turned(side, edges[touched[side]]);
                if (turned.Y * least.X - turned.X * least.Y < 0)
                {
                    (main, least) = (side, turned);
                }
            }

            int edge = touched[main];
            (baseX, baseY) = Turned(main, (edges[edge].X * inverseLengths[edge], edges[edge].Y * inverseLengths[edge]));
            touched[main] = (touched[main] + 1) % hull.Length;
        }

        private readonly Found Measure()
        {
            float dx = (float)hull[touched[1]].X - (float)hull[touched[3]].X, dy = (float)hull[touched[1]].Y - (float)hull[touched[3]].Y;
            float width = dx * baseX + dy * baseY;
            dx = (float)hull[touched[2]].X - (float)hull[touched[0]].X;
            dy = (float)hull[touched[2]].Y - (float)hull[touched[0]].Y;
            return new(touched[3], touched[0], baseX, baseY, width, -dx * baseY + dy * baseX);
        }

        private readonly MinimumRectangle Rectangle(Found found)
        {
            float a1 = found.BaseX, b1 = found.BaseY, a2 = -found.BaseY, b2 = found.BaseX;
            float c1 = a1 * (float)hull[found.Left].X + (float)hull[found.Left].Y * b1;
            float c2 = a2 * (float)hull[found.Bottom].X + (float)hull[found.Bottom].Y * b2;
            float inverse = 1f / (a1 * b2 - a2 * b1);
            float x = (c1 * b2 - c2 * b1) * inverse, y = (a1 * c2 - a2 * c1) * inverse;
            float widthX = a1 * found.Width, widthY = b1 * found.Width, heightX = a2 * found.Height, heightY = b2 * found.Height;
            return new(
                x + (widthX + heightX) * 0.5f,
                y + (widthY + heightY) * 0.5f,
                (float)Math.Sqrt((double)widthX * widthX + (double)widthY * widthY),
                (float)Math.Sqrt((double)heightX * heightX + (double)heightY * heightY),
                Degrees(Math.Atan2(widthY, widthX)));
        }

        /// <summary>An edge that a side lies on, turned back to the direction of the first side.</summary>
        private static (float X, float Y) Turned(int side, (float X, float Y) edge) => side switch
        {
            0 => edge,
            1 => (edge.Y, -edge.X),
            2 => (-edge.X, -edge.Y),
            _ => (-edge.Y, edge.X),
        };

        private readonly record struct Found(int Left, int Bottom, float BaseX, float BaseY, float Width, float Height);
    }
}
