using System.Collections.Immutable;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Imaging;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Blocks.Transformations;

/// <summary>Cuts every detection out of its image.</summary>
internal sealed class DynamicCropBlock : ExpandingBlock<DynamicCropV1.Arguments, DynamicCropV1.Results>
{
    public override void Run(in DynamicCropV1.Arguments arguments, ResultList<DynamicCropV1.Results> results, BlockContext context)
    {
        var detections = arguments.Predictions;
        if (detections.Count > 0 && detections.DetectionIds.IsDefaultOrEmpty)
        {
            throw new ArgumentException("The detections have no identifiers, which name the crops.");
        }

        for (int i = 0; i < detections.Count; i++)
        {
            var box = detections.Boxes[i];
            int left = Pixel(box.X1), top = Pixel(box.Y1), right = Pixel(box.X2), bottom = Pixel(box.Y2);
            var size = arguments.Images.Size;
            var part = context.Compatibility == CompatibilityMode.Reference
                ? Crops.Slice(size, left, top, right, bottom)
                : Crops.Inside(size, left, top, right, bottom);
            if (part.Width <= 0 || part.Height <= 0)
            {
                results.Add(new(null!, null!));
                continue;
            }

            // Where the box begins outside, the crop begins at the image's edge.
            int x = context.Compatibility == CompatibilityMode.Reference ? left : part.X;
            int y = context.Compatibility == CompatibilityMode.Reference ? top : part.Y;
            var crop = Crops.Cut(arguments.Images, detections.DetectionIds[i], part, x, y);
            var found = Move((Detections)detections.Select([i]), part, x, y);
            if (arguments.MaskOpacity > 0 && MaskOf(found) is { } mask)
            {
                Fade(crop, mask, arguments.MaskOpacity, ColorOf(arguments.BackgroundColor));
            }

            results.Add(new(crop, found));
        }
    }

    private static int Pixel(double coordinate) => (int)Math.Clamp(Math.Round(coordinate), int.MinValue, int.MaxValue);

    private static Mask? MaskOf(Detections detections) => detections is InstanceDetections { Masks: [var mask] } ? mask : null;

    private static Detections Move(Detections found, PixelRectangle part, int x, int y)
    {
        var box = found.Boxes[0];
        found = found with { Boxes = [new(box.X1 - x, box.Y1 - y, box.X2 - x, box.Y2 - y)], Data = MovePolygons(found.Data, x, y) };
        return found switch
        {
            KeypointDetections keypoints => keypoints with { Keypoints = [ImmutableArray.CreateRange(keypoints.Keypoints[0], point => point with { X = point.X - x, Y = point.Y - y })] },
            InstanceDetections { Masks: [var mask] } instance => instance with
            {
                Masks = [mask.Crop(part)],
                Polygons = instance.Polygons.IsEmpty ? [] : [ImmutableArray.CreateRange(instance.Polygons[0], point => new ImagePoint(point.X - x, point.Y - y))],
            },
            _ => found,
        };
    }

    private static ImmutableDictionary<string, ImmutableArray<object?>> MovePolygons(ImmutableDictionary<string, ImmutableArray<object?>> data, int x, int y) =>
        data.TryGetValue("polygon", out var polygons)
            ? data.SetItem("polygon", ImmutableArray.CreateRange(polygons, polygon => PolygonColumn.Move(polygon, -x, -y)))
            : data;

    /// <summary>Mixes the colour into the pixels around the detection.</summary>
    private static void Fade(Image crop, Mask mask, double opacity, Rgb color)
    {
        if (crop.Format != PixelFormat.Rgb24)
        {
            throw new ArgumentException($"A background can be laid over colour images only, but the image is {crop.Format}.");
        }

        float share = (float)opacity, rest = (float)(1 - opacity);
        for (int y = 0; y < crop.Height; y++)
        {
            var row = crop.Pixels.Slice(y * crop.Stride, crop.Width * 3);
            for (int x = 0; x < crop.Width; x++)
            {
                if (!mask.Contains(x, y))
                {
                    var pixel = row.Slice(3 * x, 3);
                    pixel[0] = Mix(color.R, pixel[0]);
                    pixel[1] = Mix(color.G, pixel[1]);
                    pixel[2] = Mix(color.B, pixel[2]);
                }
            }
        }

        byte Mix(byte background, byte pixel) => (byte)Math.Clamp(MathF.Round(background * share + pixel * rest), 0, 255);
    }

    private static Rgb ColorOf(object? color) => color switch
    {
        string text when text.StartsWith('#') => Rgb.Parse(text),
        string text when text.StartsWith('(') && text.EndsWith(')') => Rgb.Parse($"rgb{text}"),
        IReadOnlyList<object?> { Count: 3 } channels when ValueConversion.TryConvertList<long>(channels, out var values) => new((byte)values[0], (byte)values[1], (byte)values[2]),
        _ => throw new FormatException($"background_color is {ValueNames.Describe(color)}; it takes #RRGGBB, #RGB, (R, G, B) or [R, G, B]."),
    };
}
