namespace Workflows.CodeFirst.Imaging.Drawing;

/// <summary>Draws detections to be looked at: smooth lines and letters, sizes that suit the image, legible labels.</summary>
internal readonly ref struct DetectionPainter
{
    private readonly Canvas canvas;
    private readonly ImageSize size;
    private readonly DrawOptions options;
    private readonly int thickness;
    private readonly double textSize;

    public DetectionPainter(Canvas canvas, ImageSize size, DrawOptions options)
    {
        int shorter = Math.Min(size.Width, size.Height);
        this.canvas = canvas;
        this.size = size;
        this.options = options;
        thickness = options.Thickness ?? Math.Clamp((int)Math.Round(shorter / 240.0), 1, 12);
        textSize = options.TextSize ?? Math.Clamp(shorter / 34.0, 11, 96);
    }

    public void Paint(Detections detections)
    {
        Annotate.Masks(canvas, detections, options.Colors, options.MaskOpacity);
        for (int i = 0; i < detections.Count; i++)
        {
            var color = options.Colors.Of(detections, i);
            Outline(detections, i, color);
            if (options.Boxes && detections is not SemanticDetections)
            {
                var box = detections.Boxes[i];
                canvas.Rectangle(LabelLayout.Pixel(box.X1), LabelLayout.Pixel(box.Y1), LabelLayout.Pixel(box.X2), LabelLayout.Pixel(box.Y2), color, thickness);
            }

            if (detections is KeypointDetections found && i < found.Keypoints.Length)
            {
                Keypoints(found, i, color);
            }
        }

        // Last, so that nothing is drawn over them.
        for (int i = 0; i < detections.Count; i++)
        {
            if (options.Label(detections, i) is { Length: > 0 } text)
            {
                Label(detections.Boxes[i], text, options.Colors.Of(detections, i));
            }
        }
    }

    private void Outline(Detections detections, int row, Rgb color)
    {
        if (detections is not InstanceDetections { Masks: var masks } || row >= masks.Length)
        {
            return;
        }

        foreach (var outline in masks[row].FindContours(MaskContours.All))
        {
            var points = new (int X, int Y)[outline.Length];
            for (int i = 0; i < points.Length; i++)
            {
                points[i] = ((int)outline[i].X, (int)outline[i].Y);
            }

            // Outlines of masks are thousands of short lines, of which only thin ones are quick to blend.
            int width = Math.Max(1, thickness / 2);
            canvas.Polyline(points, closed: true, color, width, smooth: width == 1);
        }
    }

    private void Keypoints(KeypointDetections detections, int row, Rgb color)
    {
        var points = detections.Keypoints[row];
        foreach (var skeleton in detections.Skeletons)
        {
            if (skeleton.ClassId != detections.ClassIds[row])
            {
                continue;
            }

            foreach (var edge in skeleton.Edges)
            {
                if (Find(points, edge.From) is { } from && Find(points, edge.To) is { } to)
                {
                    canvas.Line(LabelLayout.Pixel(from.X), LabelLayout.Pixel(from.Y), LabelLayout.Pixel(to.X), LabelLayout.Pixel(to.Y), color, Math.Max(2, thickness), smooth: true);
                }
            }
        }

        long radius = (thickness + 1) * Fixed.One;
        foreach (var point in points)
        {
            var center = Fixed.At(LabelLayout.Pixel(point.X), LabelLayout.Pixel(point.Y));
            ArcPainter.FillEllipse(canvas.Surface, center, radius + Fixed.One, radius + Fixed.One, Rgb.White, smooth: true);
            ArcPainter.FillEllipse(canvas.Surface, center, radius, radius, color, smooth: true);
        }
    }

    /// <summary>Above the box where there is room, otherwise inside of it; never beyond the image's edges.</summary>
    private void Label(Box box, string text, Rgb color)
    {
        var typeface = Typeface.Default;
        double padding = Math.Round(textSize * 0.3);
        int width = (int)Math.Ceiling(typeface.Measure(text, textSize) + 2 * padding), height = (int)Math.Ceiling(textSize * 1.3);
        int x = LabelLayout.Pixel(box.X1) - (thickness - 1) / 2, y = LabelLayout.Pixel(box.Y1) - height - thickness / 2;
        y = y < 0 ? LabelLayout.Pixel(box.Y1) + (thickness + 1) / 2 : y;
        x = Math.Max(0, Math.Min(x, size.Width - width));
        y = Math.Max(0, Math.Min(y, size.Height - height));
        canvas.FillRoundedRectangle(x, y, x + width - 1, y + height - 1, (int)(textSize / 6), color);
        canvas.Text(text, x + padding, y + (int)Math.Round(height * 0.5 + textSize * 0.36), textSize, Contrast(color), typeface);
    }

    /// <summary>Black or white, whichever is easier to read on a colour (relative luminance of ITU-R BT.709).</summary>
    private static Rgb Contrast(Rgb color) => 0.2126 * Square(color.R) + 0.7152 * Square(color.G) + 0.0722 * Square(color.B) > 0.36 ? Rgb.Black : Rgb.White;

    private static double Square(byte value) => value / 255.0 * (value / 255.0);

    private static Keypoint? Find(System.Collections.Immutable.ImmutableArray<Keypoint> points, int slot)
    {
        foreach (var point in points)
        {
            if (point.ClassId == slot)
            {
                return point;
            }
        }

        return null;
    }
}
