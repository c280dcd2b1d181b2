using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// Masks of packages of the legacy format from prototypes: sigmoid at the resolution of the prototypes, resized as the request says, cut to
/// the box, compared with 0.5. What is reported is the outline of that, mapped to the image; the mask is the filled outline.
/// </summary>
internal sealed class LegacyPrototypeMasks(string modelName, int output) : MaskStage
{
    // A pixel is set from one half upwards.
    private static readonly float Bound = MathF.BitDecrement(0.5f);

    public override bool HasPolygons => true;

    public override void Decode(
        ReadOnlySpan<Tensor> outputs, ExtraValues coefficients, in InputGeometry geometry, PredictionOptions options, ReadOnlySpan<int> rows,
        DecodeScratch scratch, Span<Mask> masks, Span<ImmutableArray<ImagePoint>> polygons)
    {
        DecodeUnmapped(outputs, coefficients, geometry, options, rows, scratch, masks);
        for (int i = 0; i < rows.Length; i++)
        {
            polygons[i] = Map(masks[i].ToPolygon(MaskOutline.MostPoints), LegacyMapping.ForPolygons(geometry, masks[i].Size));
            masks[i] = Mask.FromPolygon(polygons[i].AsSpan(), geometry.Original);
        }
    }

    /// <summary>The masks at the resolution at which they are decoded.</summary>
    internal void DecodeUnmapped(
        ReadOnlySpan<Tensor> outputs, ExtraValues coefficients, in InputGeometry geometry, PredictionOptions options, ReadOnlySpan<int> rows,
        DecodeScratch scratch, Span<Mask> masks)
    {
        var prototypes = Prototypes.Get(outputs, output, isChannelLast: false, coefficients.Count, modelName);
        var plane = Unpadded(prototypes.Size, geometry.Network);
        var size = DecodedSize(prototypes.Size, plane, geometry.Network, options);
        if (plane.IsEmpty || size.PixelCount == 0 || rows.IsEmpty)
        {
            masks[..rows.Length].Fill(new(new(Math.Max(0, size.Width), Math.Max(0, size.Height))));
            return;
        }

        var (scaleX, scaleY) = BoxScale(prototypes.Size, size, geometry.Network, options.MaskDecodeMode);
        var sampler = new MaskSampler(MaskAxis.Cv(plane.Width, size.Width), MaskAxis.Cv(plane.Height, size.Height), Bound, scratch.Memory);
        var weights = scratch.Memory.Take<float>(coefficients.Count);
        var values = scratch.Memory.Take<float>((plane.Width + 1) * plane.Height + 1);
        for (int i = 0; i < rows.Length; i++)
        {
            var target = Box(scratch.Candidates, rows[i], scaleX, scaleY, size);
            if (target.IsEmpty)
            {
                masks[i] = new(size);
                continue;
            }

            int anchor = scratch.Candidates.Anchors[rows[i]];
            for (int k = 0; k < weights.Length; k++)
            {
                weights[k] = coefficients[anchor, k];
            }

            var support = sampler.Support(target);
            int stride = support.Width + 1;
            var part = support with { X = support.X + plane.X, Y = support.Y + plane.Y };
            PrototypeKernel.Evaluate(prototypes.Values, prototypes.Size, weights, part, values, stride);
            for (int y = 0; y < support.Height; y++)
            {
                var row = values.Slice(y * stride, support.Width);
                Sigmoid.Of(row, row);
                values[y * stride + support.Width] = 0;
            }

            masks[i] = new(size, target, sampler.Sample(values, stride, target));
        }
    }

    internal static ImmutableArray<ImagePoint> Map(ImmutableArray<ImagePoint> polygon, LegacyMapping mapping)
    {
        var mapped = new ImagePoint[polygon.Length];
        for (int i = 0; i < mapped.Length; i++)
        {
            mapped[i] = new(mapping.X(polygon[i].X), mapping.Y(polygon[i].Y));
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(mapped);
    }

    /// <summary>The part of the prototypes that remains when they are fitted to the shape of the input.</summary>
    private static PixelRectangle Unpadded(ImageSize size, ImageSize network)
    {
        double gain = Math.Min((double)size.Height / network.Height, (double)size.Width / network.Width);
        double padX = (size.Width - network.Width * gain) / 2, padY = (size.Height - network.Height * gain) / 2;
        int left = (int)padX, top = (int)padY;
        return new(left, top, (int)(size.Width - padX) - left, (int)(size.Height - padY) - top);
    }

    private static ImageSize DecodedSize(ImageSize prototypes, PixelRectangle plane, ImageSize network, PredictionOptions options)
    {
        double share = options.MaskTradeoff;
        switch (options.MaskDecodeMode)
        {
            case MaskDecodeMode.Accurate:
                return network;
            case MaskDecodeMode.Tradeoff when share is not (>= 0 and <= 1):
                throw new ArgumentOutOfRangeException(nameof(options), $"The mask tradeoff must be from 0 to 1, not {share}.");
            case MaskDecodeMode.Tradeoff when share > 0:
                // The reference swaps width and height here, which shows when the input is not square.
                return new((int)(prototypes.Height * (1 - share) + network.Height * share), (int)(prototypes.Width * (1 - share) + network.Width * share));
            default:
                return new(plane.Width, plane.Height);
        }
    }

    private static (double X, double Y) BoxScale(ImageSize prototypes, ImageSize size, ImageSize network, MaskDecodeMode mode) => mode switch
    {
        MaskDecodeMode.Accurate => (1, 1),
        MaskDecodeMode.Fast => ((double)prototypes.Width / network.Width, (double)prototypes.Height / network.Height),
        _ => ((double)size.Width / network.Width, (double)size.Height / network.Height),
    };

    private static PixelRectangle Box(Candidates candidates, int row, double scaleX, double scaleY, ImageSize size)
    {
        int left = First(candidates.X1[row] * scaleX, size.Width), right = First(candidates.X2[row] * scaleX, size.Width);
        int top = First(candidates.Y1[row] * scaleY, size.Height), bottom = First(candidates.Y2[row] * scaleY, size.Height);
        return right <= left || bottom <= top ? default : new(left, top, right - left, bottom - top);
    }

    // The first pixel at or after a coordinate.
    private static int First(double coordinate, int length) => (int)Math.Clamp(Math.Ceiling(coordinate), 0, length);
}
