using Workflows.CodeFirst.Imaging;
using Workflows.CodeFirst.Runtime.Blocks.Analytics;

namespace Workflows.CodeFirst.Runtime.Blocks.Transformations;

/// <summary>A plane that is seen at a slant, and how it looks from above.</summary>
/// <param name="Mapping">Takes pixels of the image to pixels of the view from above.</param>
/// <param name="ExtraWidth">What the view is wider by because the plane was extended.</param>
/// <param name="ExtraHeight">What the view is higher by because the plane was extended.</param>
internal sealed record PerspectivePlane(Homography Mapping, int ExtraWidth, int ExtraHeight)
{
    private const string AllAnchors = "ALL";

    private static readonly Anchor[] LeftAnchors = [Anchor.BottomLeft, Anchor.TopLeft];
    private static readonly Anchor[] RightAnchors = [Anchor.BottomRight, Anchor.TopRight];
    private static readonly Anchor[] BottomAnchors = [Anchor.BottomRight, Anchor.BottomLeft];
    private static readonly Anchor[] TopAnchors = [Anchor.TopRight, Anchor.TopLeft];

    /// <summary>The plane of four corners.</summary>
    /// <param name="polygon">The corners, in any order.</param>
    /// <param name="width">The width of the view from above.</param>
    /// <param name="height">Its height.</param>
    /// <param name="detections">What the plane is extended to hold; null for nothing.</param>
    /// <param name="anchor">The point of the detections that it is to hold, <c>ALL</c> for their corners; empty when the plane stays as it is.</param>
    public static PerspectivePlane Of(ImagePoint[] polygon, long width, long height, Detections? detections, string anchor)
    {
        var corners = StartBottomLeft(SortClockwise(polygon));
        double extraWidth = 0, extraHeight = 0;
        if (detections is { Count: > 0 } && anchor.Length > 0)
        {
            double ownWidth = Math.Max(Distance(corners[0], corners[3]), Distance(corners[1], corners[2]));
            double ownHeight = Math.Max(Distance(corners[0], corners[1]), Distance(corners[3], corners[2]));
            (extraWidth, extraHeight) = Extend(corners, detections, anchor);
            extraWidth = extraWidth * width / Math.Max(ownWidth, 1);
            extraHeight = extraHeight * height / Math.Max(ownHeight, 1);
        }

        int widened = (int)Math.Round(extraWidth), heightened = (int)Math.Round(extraHeight);
        double right = width + widened - 1, bottom = height + heightened - 1;
        return new(Homography.Between(corners, [new(0, bottom), new(0, 0), new(right, 0), new(right, bottom)]), widened, heightened);
    }

    private static double Distance(ImagePoint a, ImagePoint b) => double.Hypot(a.X - b.X, a.Y - b.Y);

    private static ImagePoint[] SortClockwise(ImagePoint[] polygon)
    {
        var bounds = PolygonMeasures.Bounds(polygon);
        double x = bounds.X1 / 2 + bounds.X2 / 2, y = bounds.Y1 / 2 + bounds.Y2 / 2;
        return [.. polygon.OrderByDescending(corner => Math.Atan2(x - corner.X, y - corner.Y))];
    }

    /// <summary>Turns the corners so that they are nearest to those of an upright rectangle: bottom left, top left, top right, bottom right.</summary>
    private static ImagePoint[] StartBottomLeft(ImagePoint[] polygon)
    {
        var bounds = PolygonMeasures.Bounds(polygon);
        ReadOnlySpan<ImagePoint> upright = [new(bounds.X1, bounds.Y2), new(bounds.X1, bounds.Y1), new(bounds.X2, bounds.Y1), new(bounds.X2, bounds.Y2)];
        var nearest = polygon;
        double least = double.PositiveInfinity;
        for (int shift = 0; shift < polygon.Length; shift++)
        {
            var turned = new ImagePoint[polygon.Length];
            double distance = 0;
            for (int i = 0; i < turned.Length; i++)
            {
                turned[i] = polygon[(i - shift + polygon.Length) % polygon.Length];
                distance += Distance(upright[i], turned[i]);
            }

            if (distance < least || (distance == least && turned[0].X < nearest[0].X))
            {
                (least, nearest) = (distance, turned);
            }
        }

        return nearest;
    }

    /// <summary>Moves sides of the plane outwards until the anchors of all detections are inside; how far they moved in all.</summary>
    private static (double Width, double Height) Extend(ImagePoint[] corners, Detections detections, string anchor)
    {
        const int BottomLeft = 0, TopLeft = 1, TopRight = 2, BottomRight = 3;
        Anchor[]? single = anchor == AllAnchors ? null : [Anchors.Parse(anchor)];
        double width = 0, height = 0;
        for (int row = 0; row < detections.Count; row++)
        {
            width += ExtendSide(corners, BottomLeft, TopLeft, BottomRight, TopRight, detections, row, single ?? LeftAnchors, measured: 0);
            width += ExtendSide(corners, TopRight, BottomRight, TopLeft, BottomLeft, detections, row, single ?? RightAnchors, measured: 1);
            height += ExtendSide(corners, BottomRight, BottomLeft, TopRight, TopLeft, detections, row, single ?? BottomAnchors, measured: 1);
            height += ExtendSide(corners, TopLeft, TopRight, BottomLeft, BottomRight, detections, row, single ?? TopAnchors, measured: 0);
        }

        return (width, height);
    }

    /// <summary>Moves the side between two corners, each along the side to the corner opposite, until it touches the anchors that lie behind it.</summary>
    /// <param name="corners">The plane; changed.</param>
    /// <param name="first">The side's first corner.</param>
    /// <param name="second">The side's second corner.</param>
    /// <param name="firstOpposite">The neighbour that the first corner moves away from.</param>
    /// <param name="secondOpposite">The neighbour that the second corner moves away from.</param>
    /// <param name="detections">The detections.</param>
    /// <param name="row">The detection.</param>
    /// <param name="anchors">The points of it that are to be inside.</param>
    /// <param name="measured">Which of the two corners tells how far the side moved.</param>
    private static double ExtendSide(
        ImagePoint[] corners, int first, int second, int firstOpposite, int secondOpposite, Detections detections, int row, Anchor[] anchors, int measured)
    {
        double moved = 0;
        foreach (var anchor in anchors)
        {
            var (x, y) = Anchors.Of(detections, row, anchor);
            var point = new ImagePoint(x, y);
            if (PolygonMeasures.Contains(corners, point) || IsLeftTurn(corners[first], corners[second], point))
            {
                continue;
            }

            var before = measured == 0 ? corners[first] : corners[second];
            var direction = Line.Through(corners[first], corners[second]).MovedTo(point);
            var newFirst = direction.Cross(Line.Through(corners[first], corners[firstOpposite]));
            var newSecond = direction.Cross(Line.Through(corners[second], corners[secondOpposite]));
            (corners[first], corners[second]) = (newFirst, newSecond);
            moved += Distance(measured == 0 ? newFirst : newSecond, before);
        }

        return moved;
    }

    private static bool IsLeftTurn(ImagePoint a, ImagePoint b, ImagePoint c) => (b.X - a.X) * (c.Y - a.Y) - (b.Y - a.Y) * (c.X - a.X) > 0;

    /// <summary>A line; upright when it has no slope, and then at the column <paramref name="Start"/>.</summary>
    private readonly record struct Line(double? Slope, double Start)
    {
        public static Line Through(ImagePoint a, ImagePoint b) =>
            a.X == b.X ? new(null, a.X) : new((b.Y - a.Y) / (b.X - a.X), (a.Y * b.X - b.Y * a.X) / (b.X - a.X));

        public Line MovedTo(ImagePoint point) => Slope is { } slope ? new(slope, point.Y - slope * point.X) : new(null, point.X);

        /// <summary>The pixel where two lines cross.</summary>
        public ImagePoint Cross(Line other)
        {
            if (Slope == other.Slope)
            {
                throw new ArgumentException("The sides of the perspective polygon are parallel where they should meet; its corners lie on a line.");
            }

            double x = Slope is not { } own ? Start : other.Slope is not { } its ? other.Start : (Start - other.Start) / (its - own);
            double y = other.Slope is { } slope ? slope * x + other.Start : Slope!.Value * x + Start;
            return new(Math.Round(x), Math.Round(y));
        }
    }
}
