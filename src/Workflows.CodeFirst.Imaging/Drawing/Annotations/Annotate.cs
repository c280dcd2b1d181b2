using System.Collections.Immutable;
using Workflows.CodeFirst.Imaging.Drawing;

namespace Workflows.CodeFirst.Imaging;

/// <summary>Draws detections and what belongs to them, with the geometry of the supervision library's annotators.</summary>
public static class Annotate
{
    /// <summary>An outline around every detection.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="detections">The detections; coordinates are cut to whole pixels.</param>
    /// <param name="colors">The colour of each.</param>
    /// <param name="thickness">The thickness in pixels, 1 or more.</param>
    /// <param name="roundness">How round the corners are: 0 not at all, 1 as much as the box allows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The thickness is below 1, or the roundness not within 0 to 1.</exception>
    /// <exception cref="ArgumentException">The detections lack the number that decides on their colour.</exception>
    public static void Boxes(Canvas canvas, Detections detections, ColorScheme colors, int thickness = 2, double roundness = 0)
    {
        ArgumentNullException.ThrowIfNull(detections);
        ArgumentNullException.ThrowIfNull(colors);
        if (roundness is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(roundness), roundness, "The roundness goes from 0 to 1.");
        }

        for (int i = 0; i < detections.Count; i++)
        {
            (int x1, int y1, int x2, int y2) = Pixels(detections.Boxes[i]);
            var color = colors.Of(detections, i);
            if (roundness == 0)
            {
                canvas.Rectangle(x1, y1, x2, y2, color, thickness);
            }
            else
            {
                int shorter = Math.Abs(x1 - x2) < Math.Abs(y1 - y2) ? x2 - x1 : y2 - y1;
                canvas.RoundedRectangle(x1, y1, x2, y2, (int)((shorter >> 1) * roundness), color, thickness);
            }
        }
    }

    /// <summary>Tints the pixels of every detection that has a mask. Where masks overlap, the smaller one is on top.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="detections">The detections; without masks nothing is drawn.</param>
    /// <param name="colors">The colour of each.</param>
    /// <param name="opacity">How much of the colour to take: 0 none, 1 nothing else.</param>
    /// <exception cref="ArgumentOutOfRangeException">The opacity is not within 0 to 1.</exception>
    /// <exception cref="ArgumentException">A mask has another size than the image, or the detections lack the number that decides on their colour.</exception>
    public static void Masks(Canvas canvas, Detections detections, ColorScheme colors, double opacity = 0.5)
    {
        ArgumentNullException.ThrowIfNull(detections);
        ArgumentNullException.ThrowIfNull(colors);
        if (opacity is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(opacity), opacity, "The opacity goes from 0 to 1.");
        }

        var masks = MasksOf(detections, canvas);
        var rows = new int[masks.Length];
        var areas = new long[masks.Length];
        for (int i = 0; i < masks.Length; i++)
        {
            (rows[i], areas[i]) = (i, masks[i].Area);
        }

        Array.Sort(rows, (a, b) => (areas[a], a).CompareTo((areas[b], b)));
        var tint = new MaskTint(canvas.Surface);
        foreach (int row in rows)
        {
            tint.Add(masks[row], colors.Of(detections, row), opacity);
        }
    }

    /// <summary>The outlines of every detection's mask, holes included.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="detections">The detections.</param>
    /// <param name="colors">The colour of each.</param>
    /// <param name="thickness">The thickness in pixels, 1 or more.</param>
    /// <param name="withinBoxes">Whether to leave out what lies outside of a detection's box, and to draw that box for a detection without a mask.</param>
    /// <exception cref="ArgumentOutOfRangeException">The thickness is below 1.</exception>
    /// <exception cref="ArgumentException">A mask has another size than the image, or the detections lack the number that decides on their colour.</exception>
    public static void Polygons(Canvas canvas, Detections detections, ColorScheme colors, int thickness = 2, bool withinBoxes = false)
    {
        ArgumentNullException.ThrowIfNull(detections);
        ArgumentNullException.ThrowIfNull(colors);
        var masks = MasksOf(detections, canvas);
        if (masks.IsEmpty && withinBoxes)
        {
            Boxes(canvas, detections, colors, thickness);
        }

        var image = new PixelRectangle(0, 0, canvas.Surface.Width, canvas.Surface.Height);
        for (int i = 0; i < masks.Length; i++)
        {
            (int x1, int y1, int x2, int y2) = Pixels(detections.Boxes[i]);
            var part = withinBoxes ? new PixelRectangle(x1, y1, Math.Max(0, x2 - x1), Math.Max(0, y2 - y1)).Intersect(image) : image;
            foreach (var outline in masks[i].Crop(part).FindContours(MaskContours.All))
            {
                if (outline.Length >= 3)
                {
                    Polygon(canvas, outline, part.X, part.Y, colors.Of(detections, i), thickness);
                }
            }
        }
    }

    /// <summary>A text for every detection, on a box of the detection's colour.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="detections">The detections.</param>
    /// <param name="texts">A text for each; may have several lines.</param>
    /// <param name="colors">The colour of each box.</param>
    /// <param name="style">How labels look; null for the default.</param>
    /// <exception cref="ArgumentException">The number of texts is not that of detections, or these lack the number that decides on their colour.</exception>
    public static void Labels(Canvas canvas, Detections detections, IReadOnlyList<string> texts, ColorScheme colors, LabelStyle? style = null)
    {
        ArgumentNullException.ThrowIfNull(detections);
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(colors);
        style ??= LabelStyle.Default;
        if (texts.Count != detections.Count)
        {
            throw new ArgumentException($"There are {texts.Count} texts for {detections.Count} detections; each needs one.", nameof(texts));
        }

        for (int i = 0; i < detections.Count; i++)
        {
            Label(canvas, LabelLayout.Anchor(detections.Boxes[i], style.Position), texts[i], colors.Of(detections, i), style);
        }
    }

    /// <summary>A filled circle at every point.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="points">The points; coordinates are cut to whole pixels.</param>
    /// <param name="color">The colour.</param>
    /// <param name="radius">The radius in pixels.</param>
    public static void Vertices(Canvas canvas, ReadOnlySpan<(double X, double Y)> points, Rgb color, int radius = 4)
    {
        foreach (var (x, y) in points)
        {
            canvas.FillCircle(LabelLayout.Pixel(x), LabelLayout.Pixel(y), radius, color);
        }
    }

    /// <summary>A line for every edge of a skeleton whose two points are there; a point at 0,0 counts as missing.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="points">The points by slot, from 0; coordinates are cut to whole pixels.</param>
    /// <param name="edges">The skeleton's edges between slots.</param>
    /// <param name="color">The colour.</param>
    /// <param name="thickness">The thickness in pixels, 1 or more.</param>
    /// <exception cref="ArgumentException">An edge leads to a slot that there is no point for.</exception>
    public static void Edges(Canvas canvas, ReadOnlySpan<(double X, double Y)> points, ImmutableArray<SkeletonEdge> edges, Rgb color, int thickness = 2)
    {
        foreach (var edge in edges)
        {
            if ((uint)edge.From >= (uint)points.Length || (uint)edge.To >= (uint)points.Length)
            {
                throw new ArgumentException($"The skeleton has an edge from point {edge.From} to {edge.To}, but there are only {points.Length} points.", nameof(edges));
            }

            var (from, to) = (points[edge.From], points[edge.To]);
            if (!IsMissing(from) && !IsMissing(to))
            {
                canvas.Line(LabelLayout.Pixel(from.X), LabelLayout.Pixel(from.Y), LabelLayout.Pixel(to.X), LabelLayout.Pixel(to.Y), color, thickness);
            }
        }
    }

    /// <summary>A text centred on every point, on a filled box. Points on the image's left or top edge count as missing.</summary>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="points">The points; coordinates are cut to whole pixels.</param>
    /// <param name="texts">A text for each.</param>
    /// <param name="color">The colour of the boxes.</param>
    /// <param name="style">How labels look, but for their position; null for the default.</param>
    /// <exception cref="ArgumentException">The number of texts is not that of points.</exception>
    public static void VertexLabels(Canvas canvas, ReadOnlySpan<(double X, double Y)> points, IReadOnlyList<string> texts, Rgb color, LabelStyle? style = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        style ??= LabelStyle.Default;
        if (texts.Count != points.Length)
        {
            throw new ArgumentException($"There are {texts.Count} texts for {points.Length} points; each needs one.", nameof(texts));
        }

        for (int i = 0; i < points.Length; i++)
        {
            (int x, int y) = (LabelLayout.Pixel(points[i].X), LabelLayout.Pixel(points[i].Y));
            if (x == 0 || y == 0)
            {
                continue;
            }

            var (width, height) = Canvas.MeasureStrokeText(texts[i], style.TextScale, style.TextThickness);
            (int x1, int y1, int x2, int y2) = LabelLayout.Background(x, y, width, height, LabelPosition.Center);
            int padding = style.Padding;
            canvas.FillRoundedRectangle(x1 - padding, y1 - padding, x2 + padding, y2 + padding, style.BorderRadius, color);
            canvas.StrokeText(texts[i], x1, y2, style.TextScale, style.TextColor, style.TextThickness);
        }
    }

    private static ImmutableArray<Mask> MasksOf(Detections detections, Canvas canvas)
    {
        var masks = detections switch
        {
            InstanceDetections instances => instances.Masks,
            SemanticDetections classes => classes.Masks,
            _ => [],
        };
        foreach (var mask in masks)
        {
            if (mask.Size.Width != canvas.Surface.Width || mask.Size.Height != canvas.Surface.Height)
            {
                throw new ArgumentException($"A mask of a {mask.Size} image cannot be drawn on one of {canvas.Surface.Width}x{canvas.Surface.Height}.", nameof(detections));
            }
        }

        return masks;
    }

    private static void Polygon(Canvas canvas, ImmutableArray<ImagePoint> outline, int x, int y, Rgb color, int thickness)
    {
        var points = new (int X, int Y)[outline.Length];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = ((int)outline[i].X + x, (int)outline[i].Y + y);
        }

        canvas.Polyline(points, closed: true, color, thickness);
    }

    private static void Label(Canvas canvas, (int X, int Y) anchor, string text, Rgb color, LabelStyle style)
    {
        string[] lines = LabelLayout.Lines(text);
        int width = 0, height = (lines.Length - 1) * style.Padding;
        foreach (string line in lines)
        {
            var size = Canvas.MeasureStrokeText(line, style.TextScale, style.TextThickness);
            width = Math.Max(width, size.Width);
            height += size.Height;
        }

        (int x1, int y1, int x2, int y2) = LabelLayout.Background(anchor.X, anchor.Y, width + 2 * style.Padding, height + 2 * style.Padding, style.Position);
        canvas.FillRoundedRectangle(x1, y1, x2, y2, style.BorderRadius, color);

        int baseLine = y1 + style.Padding;
        foreach (string line in lines)
        {
            baseLine += Canvas.MeasureStrokeText(line, style.TextScale, style.TextThickness).Height;
            canvas.StrokeText(line, x1 + style.Padding, baseLine, style.TextScale, style.TextColor, style.TextThickness);
            baseLine += style.Padding;
        }
    }

    private static (int X1, int Y1, int X2, int Y2) Pixels(Box box) =>
        (LabelLayout.Pixel(box.X1), LabelLayout.Pixel(box.Y1), LabelLayout.Pixel(box.X2), LabelLayout.Pixel(box.Y2));

    private static bool IsMissing((double X, double Y) point) => Math.Abs(point.X) <= 1e-8 && Math.Abs(point.Y) <= 1e-8;
}
