using System.Collections.Immutable;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Imaging;
using Workflows.CodeFirst.Runtime.Queries.Python;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Blocks.Transformations;

/// <summary>Takes detections, and the image if wanted, from a plane that is seen at a slant to a view from above.</summary>
internal sealed class PerspectiveCorrectionBlock : BatchBlock<PerspectiveCorrectionV1.Arguments, PerspectiveCorrectionV1.Results>
{
    /// <summary>What the first run made of its polygons: the reference engine keeps it whatever polygons come later.</summary>
    private PerspectivePlane[] first = [];

    public override bool KeepsState => true;

    public override void Run(in PerspectiveCorrectionV1.Arguments arguments, Span<PerspectiveCorrectionV1.Results> results, BlockContext context)
    {
        bool keeps = context.Compatibility == CompatibilityMode.Reference && arguments.ExtendPerspectivePolygonByDetectionsAnchor.Length == 0;
        var planes = keeps && first.Length == results.Length ? first : PlanesOf(arguments, results.Length);
        first = keeps ? planes : [];
        for (int i = 0; i < results.Length; i++)
        {
            var plane = planes[i];
            long width = arguments.TransformedRectWidth[i] + plane.ExtraWidth, height = arguments.TransformedRectHeight[i] + plane.ExtraHeight;
            var size = new ImageSize(checked((int)width), checked((int)height));
            var image = arguments.Images[i];
            results[i] = new(
                arguments.Predictions[i] is { } detections ? PerspectiveDetections.Map(detections, plane.Mapping, size, context.Compatibility) : null!,
                arguments.WarpImage ? image.Replace(PerspectiveWarp.Apply(image.View, plane.Mapping, size)) : image,
                width,
                height);
        }
    }

    private static PerspectivePlane[] PlanesOf(in PerspectiveCorrectionV1.Arguments arguments, int count)
    {
        var planes = new PerspectivePlane[count];
        for (int i = 0; i < count; i++)
        {
            planes[i] = PerspectivePlane.Of(
                PolygonOf(arguments.PerspectivePolygons, i),
                arguments.TransformedRectWidth[i],
                arguments.TransformedRectHeight[i],
                arguments.Predictions[i],
                arguments.ExtendPerspectivePolygonByDetectionsAnchor);
        }

        return planes;
    }

    /// <summary>The polygon of an element: the largest where there are several. One list for all elements holds one for each.</summary>
    private static ImagePoint[] PolygonOf(Batch<IReadOnlyList<object?>> batch, int element)
    {
        var own = batch[element];
        if (TryRead(own) is { } polygon)
        {
            return polygon;
        }

        bool isShared = batch.Count > 1 && ReferenceEquals(batch[0], batch[1]);
        if (isShared && own.Count > 1 && own.Count != batch.Count)
        {
            throw new ArgumentException($"There are {own.Count} perspective polygons for {batch.Count} images; give one for all, or one for each.");
        }

        if (isShared && own.Count > 1)
        {
            own = [own[element]];
        }

        return LargestOf(own) ?? throw new ArgumentException("A perspective polygon has four corners of two numbers each, but there is none such.");
    }

    private static ImagePoint[]? LargestOf(IReadOnlyList<object?> polygons)
    {
        ImagePoint[]? largest = null;
        foreach (object? item in polygons)
        {
            var polygon = TryRead(item) ?? (PythonValues.Normalize(item) is IReadOnlyList<object?> nested ? LargestOf(nested) : null);
            if (polygon is not null && (largest is null || PolygonMeasures.Area(polygon) > PolygonMeasures.Area(largest)))
            {
                largest = polygon;
            }
        }

        return largest;
    }

    private static ImagePoint[]? TryRead(object? value)
    {
        var corners = value is ArrayValue array ? array.ToList() : PythonValues.Normalize(value);
        if (corners is not IReadOnlyList<object?> { Count: 4 } list)
        {
            return null;
        }

        var polygon = new ImagePoint[list.Count];
        for (int i = 0; i < polygon.Length; i++)
        {
            if (PythonValues.Normalize(list[i]) is not IReadOnlyList<object?> { Count: 2 } pair
                || !ValueConversion.TryConvert<double>(pair[0], out double x)
                || !ValueConversion.TryConvert<double>(pair[1], out double y))
            {
                return null;
            }

            polygon[i] = new(x, y);
        }

        return polygon;
    }
}

/// <summary>Maps detections to another view.</summary>
internal static class PerspectiveDetections
{
    // Columns with points: corners of a turned box, and keypoints of detections that have masks, too.
    private const string OrientedBox = "xyxyxyxy", KeypointPositions = DetectionColumns.KeypointsXy;

    /// <summary>The detections as they look from above.</summary>
    public static Detections Map(Detections detections, Homography mapping, ImageSize size, CompatibilityMode compatibility)
    {
        if (detections.Count == 0)
        {
            return Detections.Empty;
        }

        var masks = DetectionMasks.Of(detections);
        var boxes = ImmutableArray.CreateBuilder<Box>(detections.Count);
        var mapped = ImmutableArray.CreateBuilder<Mask>(detections.Count);
        for (int row = 0; row < detections.Count; row++)
        {
            var outline = masks.IsDefaultOrEmpty ? Corners(detections.Boxes[row]) : OutlineOf(masks[row], compatibility);
            var view = Array.ConvertAll(outline, mapping.Map);
            var bounds = PolygonMeasures.Bounds(view);
            boxes.Add(new(Math.Round(bounds.X1), Math.Round(bounds.Y1), Math.Round(bounds.X2), Math.Round(bounds.Y2)));
            if (!masks.IsDefaultOrEmpty)
            {
                mapped.Add(Mask.FromPolygon(Array.ConvertAll(view, Round), size));
            }
        }

        var corrected = detections with { Boxes = boxes.MoveToImmutable(), Data = MapPoints(detections.Data, mapping) };
        return corrected switch
        {
            KeypointDetections keypoints => keypoints with
            {
                Keypoints = ImmutableArray.CreateRange(keypoints.Keypoints, row => ImmutableArray.CreateRange(row, point => Map(point, mapping))),
            },
            _ => masks.IsDefaultOrEmpty ? corrected : DetectionMasks.Replace(corrected, mapped.MoveToImmutable()),
        };
    }

    private static ImagePoint Round(ImagePoint point) => new(Math.Round(point.X), Math.Round(point.Y));

    private static Keypoint Map(Keypoint point, Homography mapping)
    {
        var (x, y) = Round(mapping.Map(new(point.X, point.Y)));
        return point with { X = x, Y = y };
    }

    private static ImagePoint[] Corners(Box box)
    {
        double left = Math.Round(box.X1), top = Math.Round(box.Y1), right = Math.Round(box.X2), bottom = Math.Round(box.Y2);
        return [new(left, top), new(right, top), new(right, bottom), new(left, bottom)];
    }

    /// <summary>The outline of a mask. The reference engine cannot map masks of several parts; here the longest outline stands for them.</summary>
    private static ImagePoint[] OutlineOf(Mask mask, CompatibilityMode compatibility)
    {
        if (compatibility == CompatibilityMode.Reference && mask.FindContours(MaskContours.All).Count(static contour => contour.Length >= 3) > 1)
        {
            throw new ArgumentException("A mask consists of several parts; perspective is corrected for masks of one part.");
        }

        return [.. MaskOutlines.Longest(mask)];
    }

    private static ImmutableDictionary<string, ImmutableArray<object?>> MapPoints(ImmutableDictionary<string, ImmutableArray<object?>> data, Homography mapping)
    {
        if (data.TryGetValue(OrientedBox, out var boxes))
        {
            data = data.SetItem(OrientedBox, ImmutableArray.CreateRange(boxes, box => (object?)MapPoints(box, mapping, static number => number)));
        }

        return data.TryGetValue(KeypointPositions, out var keypoints)
            ? data.SetItem(KeypointPositions, ImmutableArray.CreateRange(keypoints, points => (object?)MapPoints(points, mapping, static number => (long)number)))
            : data;
    }

    private static object?[] MapPoints(object? points, Homography mapping, Func<double, object?> number)
    {
        var list = points is ArrayValue array ? array.ToList() : PythonValues.Normalize(points);
        return list is IReadOnlyList<object?> items ? items.Select(Map).ToArray() : throw Wrong();

        object? Map(object? item)
        {
            if (PythonValues.Normalize(item) is IReadOnlyList<object?> { Count: 2 } pair
                && ValueConversion.TryConvert<double>(pair[0], out double x) && ValueConversion.TryConvert<double>(pair[1], out double y))
            {
                var point = Round(mapping.Map(new(x, y)));
                return new[] { number(point.X), number(point.Y) };
            }

            throw Wrong();
        }

        static ArgumentException Wrong() => new("A column of points of the detections holds something else than pairs of numbers.");
    }
}
