using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Workflows.CodeFirst.Onnx;

/// <summary>RF-DETR's masks, which a network returns as logits for each query, in today's packages: resized to the image, set above 0.</summary>
internal sealed class CurrentDetrMasks(string modelName) : MaskStage
{
    public const string Expected = "[queries, height, width]: mask logits";

    public override void Decode(
        ReadOnlySpan<Tensor> outputs, ExtraValues coefficients, in InputGeometry geometry, PredictionOptions options, ReadOnlySpan<int> rows,
        DecodeScratch scratch, Span<Mask> masks, Span<ImmutableArray<ImagePoint>> polygons)
    {
        var tensor = OutputShape.Get(outputs, 2, 3, modelName, Expected);
        OutputShape.Check(tensor, tensor.Shape[0] == outputs[0].Shape[0], 2, modelName, Expected);
        var size = new ImageSize(tensor.Shape[2], tensor.Shape[1]);
        var plane = CutPlane.Of(geometry, geometry.Intermediate ?? geometry.Network, size);
        if (plane.IsEmpty || rows.IsEmpty)
        {
            masks[..rows.Length].Fill(new(geometry.Original));
            return;
        }

        var crop = geometry.Crop;
        var sampler = new MaskSampler(MaskAxis.Torch(plane.Width, crop.Width), MaskAxis.Torch(plane.Height, crop.Height), 0f, scratch.Memory);
        var values = scratch.Memory.Take<float>((plane.Width + 1) * plane.Height + 1);
        for (int i = 0; i < rows.Length; i++)
        {
            // Where neither a pixel nor its neighbours are above zero, nothing between them is.
            var map = new LogitMap(tensor.Data.Span.Slice(scratch.Candidates.Anchors[rows[i]] * size.Width * size.Height, size.Width * size.Height), size);
            var positive = plane.Inside(map.Positive);
            if (positive.IsEmpty)
            {
                masks[i] = new(geometry.Original);
                continue;
            }

            var target = sampler.Reached(positive);
            var support = sampler.Support(target);
            map.CopyTo(support with { X = support.X + plane.Left, Y = support.Y + plane.Top }, values, support.Width + 1);
            var bits = sampler.Sample(values, support.Width + 1, target);
            masks[i] = new(geometry.Original, target with { X = target.X + crop.X, Y = target.Y + crop.Y }, bits);
        }
    }
}

/// <summary>
/// RF-DETR's masks in packages of the legacy format: the padding cut off, resized as the request says, set above 0. What is reported is
/// the outline, scaled to the image; the mask is the filled outline.
/// </summary>
internal sealed class LegacyDetrMasks(string modelName) : MaskStage
{
    public override bool HasPolygons => true;

    public override void Decode(
        ReadOnlySpan<Tensor> outputs, ExtraValues coefficients, in InputGeometry geometry, PredictionOptions options, ReadOnlySpan<int> rows,
        DecodeScratch scratch, Span<Mask> masks, Span<ImmutableArray<ImagePoint>> polygons)
    {
        var tensor = OutputShape.Get(outputs, 2, 3, modelName, CurrentDetrMasks.Expected);
        OutputShape.Check(tensor, tensor.Shape[0] == outputs[0].Shape[0], 2, modelName, CurrentDetrMasks.Expected);
        var map = new ImageSize(tensor.Shape[2], tensor.Shape[1]);
        var part = Unpadded(map, geometry);
        var size = part.IsEmpty ? default : DecodedSize(part, geometry.Original, options);
        if (part.IsEmpty || size.PixelCount == 0 || rows.IsEmpty)
        {
            masks[..rows.Length].Fill(new(geometry.Original));
            polygons[..rows.Length].Fill([]);
            return;
        }

        var sampler = new MaskSampler(MaskAxis.Cv(part.Width, size.Width), MaskAxis.Cv(part.Height, size.Height), 0f, scratch.Memory);
        var values = scratch.Memory.Take<float>((part.Width + 1) * part.Height + 1);
        double scaleX = (double)geometry.Original.Width / size.Width, scaleY = (double)geometry.Original.Height / size.Height;
        for (int i = 0; i < rows.Length; i++)
        {
            var logits = new LogitMap(tensor.Data.Span.Slice(scratch.Candidates.Anchors[rows[i]] * map.Width * map.Height, map.Width * map.Height), map);
            var positive = logits.Positive.Intersect(part);
            var target = positive.IsEmpty ? default : sampler.Reached(positive with { X = positive.X - part.X, Y = positive.Y - part.Y });
            var support = sampler.Support(target);
            logits.CopyTo(support with { X = support.X + part.X, Y = support.Y + part.Y }, values, support.Width + 1);
            var bits = scratch.Bits(target.Width, target.Height);
            sampler.Sample(values, support.Width + 1, target, bits);
            using var tracer = ContourTracer.Trace(bits, MaskContours.External);
            var outline = tracer.MostPoints();
            var polygon = new ImagePoint[outline.Length];
            for (int k = 0; k < polygon.Length; k++)
            {
                polygon[k] = new((outline[k].X + target.X) * scaleX, (outline[k].Y + target.Y) * scaleY);
            }

            polygons[i] = ImmutableCollectionsMarshal.AsImmutableArray(polygon);
            masks[i] = Mask.FromPolygon(polygons[i].AsSpan(), geometry.Original);
        }
    }

    private static PixelRectangle Unpadded(ImageSize map, in InputGeometry geometry)
    {
        var all = new PixelRectangle(0, 0, map.Width, map.Height);
        if (geometry.IsStretched)
        {
            return all;
        }

        var input = geometry.Intermediate ?? geometry.Network;
        var fit = LegacyDetrMapping.Fit(geometry.Original, input);
        int left = (int)Math.Round(fit.PadX * map.Width / input.Width), right = (int)Math.Round((fit.PadX + fit.Width) * map.Width / input.Width);
        int top = (int)Math.Round(fit.PadY * map.Height / input.Height), bottom = (int)Math.Round((fit.PadY + fit.Height) * map.Height / input.Height);
        return new PixelRectangle(left, top, right - left, bottom - top).Intersect(all);
    }

    private static ImageSize DecodedSize(PixelRectangle part, ImageSize image, PredictionOptions options) => options.MaskDecodeMode switch
    {
        MaskDecodeMode.Accurate => image,
        MaskDecodeMode.Fast => new(part.Width, part.Height),
        _ when options.MaskTradeoff is not (>= 0 and <= 1) => throw new ArgumentOutOfRangeException(
            nameof(options), $"The mask tradeoff must be from 0 to 1, not {options.MaskTradeoff}."),
        _ => new(Between(part.Width, image.Width, options.MaskTradeoff), Between(part.Height, image.Height, options.MaskTradeoff)),
    };

    private static int Between(int from, int to, double share) => (int)(from * (1 - share) + to * share);
}
