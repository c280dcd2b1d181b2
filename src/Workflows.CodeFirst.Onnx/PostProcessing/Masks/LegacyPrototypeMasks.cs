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
        var unmapped = new Unmapped(modelName, output, outputs, coefficients, geometry, options, scratch);
        var mapping = LegacyMapping.ForPolygons(geometry, unmapped.Size);
        for (int i = 0; i < rows.Length; i++)
        {
            var region = unmapped.Region(rows[i]);
            var bits = scratch.Bits(region.Width, region.Height);
            unmapped.Decode(rows[i], region, bits);
            using var tracer = ContourTracer.Trace(bits, MaskContours.External);
            var outline = tracer.MostPoints();
            var polygon = new ImagePoint[outline.Length];
            for (int k = 0; k < polygon.Length; k++)
            {
                polygon[k] = new(mapping.X(outline[k].X + region.X), mapping.Y(outline[k].Y + region.Y));
            }

            polygons[i] = ImmutableCollectionsMarshal.AsImmutableArray(polygon);
            masks[i] = Mask.FromPolygon(polygon, geometry.Original);
        }
    }

    /// <summary>The masks at the resolution at which they are decoded.</summary>
    internal void DecodeUnmapped(
        ReadOnlySpan<Tensor> outputs, ExtraValues coefficients, in InputGeometry geometry, PredictionOptions options, ReadOnlySpan<int> rows,
        DecodeScratch scratch, Span<Mask> masks)
    {
        var unmapped = new Unmapped(modelName, output, outputs, coefficients, geometry, options, scratch);
        for (int i = 0; i < rows.Length; i++)
        {
            var region = unmapped.Region(rows[i]);
            var bits = new BitPlane(region.Width, region.Height);
            unmapped.Decode(rows[i], region, bits);
            masks[i] = new(unmapped.Size, region, bits);
        }
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

    /// <summary>The masks of one image before they are mapped to it.</summary>
    private readonly ref struct Unmapped
    {
        private readonly Prototypes prototypes;
        private readonly ExtraValues coefficients;
        private readonly DecodeScratch scratch;
        private readonly PixelRectangle plane;
        private readonly double scaleX;
        private readonly double scaleY;
        private readonly MaskSampler sampler;
        private readonly Span<float> weights;
        private readonly Span<float> values;

        public Unmapped(
            string modelName, int output, ReadOnlySpan<Tensor> outputs, ExtraValues coefficients, in InputGeometry geometry,
            PredictionOptions options, DecodeScratch scratch)
        {
            this.coefficients = coefficients;
            this.scratch = scratch;
            prototypes = Prototypes.Get(outputs, output, isChannelLast: false, coefficients.Count, modelName);
            plane = Unpadded(prototypes.Size, geometry.Network);
            var size = DecodedSize(prototypes.Size, plane, geometry.Network, options);
            Size = new(Math.Max(0, size.Width), Math.Max(0, size.Height));
            if (plane.IsEmpty || Size.PixelCount == 0)
            {
                return;
            }

            (scaleX, scaleY) = BoxScale(prototypes.Size, Size, geometry.Network, options.MaskDecodeMode);
            sampler = new(MaskAxis.Cv(plane.Width, Size.Width), MaskAxis.Cv(plane.Height, Size.Height), Bound, scratch.Memory);
            weights = scratch.Memory.Take<float>(coefficients.Count);
            values = scratch.Memory.Take<float>((plane.Width + 1) * plane.Height + 1);
        }

        /// <summary>The size of the masks.</summary>
        public ImageSize Size { get; }

        /// <summary>Where a candidate's mask may be set.</summary>
        public PixelRectangle Region(int row) => plane.IsEmpty || Size.PixelCount == 0 ? default : Box(scratch.Candidates, row, scaleX, scaleY, Size);

        /// <summary>Computes a candidate's mask inside its <see cref="Region"/>.</summary>
        public void Decode(int row, PixelRectangle region, BitPlane bits)
        {
            if (region.IsEmpty)
            {
                return;
            }

            int anchor = scratch.Candidates.Anchors[row];
            for (int k = 0; k < weights.Length; k++)
            {
                weights[k] = coefficients[anchor, k];
            }

            var support = sampler.Support(region);
            int stride = support.Width + 1;
            var part = support with { X = support.X + plane.X, Y = support.Y + plane.Y };
            PrototypeKernel.Evaluate(prototypes.Values, prototypes.Size, weights, part, values, stride);
            for (int y = 0; y < support.Height; y++)
            {
                var line = values.Slice(y * stride, support.Width);
                Sigmoid.Of(line, line);
                values[y * stride + support.Width] = 0;
            }

            sampler.Sample(values, stride, region, bits);
        }
    }
}
