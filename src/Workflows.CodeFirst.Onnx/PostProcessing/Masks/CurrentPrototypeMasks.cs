using System.Collections.Immutable;

namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// Masks of today's packages from prototypes: evaluated inside the box at the resolution of the prototypes, resized to the image, compared
/// with a threshold.
/// </summary>
/// <param name="modelName">For error messages.</param>
/// <param name="output">Which output holds the prototypes.</param>
/// <param name="isChannelLast">Whether the prototypes' values of one pixel follow each other.</param>
/// <param name="smooths">Whether a sigmoid is applied before resizing; the threshold is then 0.5 instead of 0.</param>
internal sealed class CurrentPrototypeMasks(string modelName, int output, bool isChannelLast, bool smooths) : MaskStage
{
    // Prototypes have a quarter of the input's resolution; the reference takes that for granted.
    private const float BoxScale = 0.25f;

    public override void Decode(
        ReadOnlySpan<Tensor> outputs, ExtraValues coefficients, in InputGeometry geometry, PredictionOptions options, ReadOnlySpan<int> rows,
        DecodeScratch scratch, Span<Mask> masks, Span<ImmutableArray<ImagePoint>> polygons)
    {
        var prototypes = Prototypes.Get(outputs, output, isChannelLast, coefficients.Count, modelName);
        var size = prototypes.Size;
        var plane = CutPlane.Of(geometry, geometry.Network, size);
        if (plane.IsEmpty || rows.IsEmpty)
        {
            masks[..rows.Length].Fill(new(geometry.Original));
            return;
        }

        var crop = geometry.Crop;
        var sampler = new MaskSampler(
            MaskAxis.Torch(plane.Width, crop.Width), MaskAxis.Torch(plane.Height, crop.Height), smooths ? 0.5f : 0f, scratch.Memory);
        var weights = scratch.Memory.Take<float>(coefficients.Count);
        var values = scratch.Memory.Take<float>((plane.Width + 1) * plane.Height + 1);
        for (int i = 0; i < rows.Length; i++)
        {
            // The box in pixels of the prototypes, then of the part that shows the image.
            var box = Box(scratch.Candidates, rows[i], size);
            var inside = plane.Inside(box);
            if (inside.IsEmpty)
            {
                masks[i] = new(geometry.Original);
                continue;
            }

            int anchor = scratch.Candidates.Anchors[rows[i]];
            for (int k = 0; k < weights.Length; k++)
            {
                weights[k] = coefficients[anchor, k];
            }

            var target = sampler.Reached(inside);
            var support = sampler.Support(target);
            int stride = support.Width + 1;
            var buffer = values[..(stride * support.Height + 1)];
            buffer.Clear();
            var origin = buffer[((inside.Y - support.Y) * stride + inside.X - support.X)..];
            Evaluate(prototypes.Values, size, weights, inside with { X = inside.X + plane.Left, Y = inside.Y + plane.Top }, origin, stride);
            var bits = sampler.Sample(buffer, stride, target);
            masks[i] = new(geometry.Original, target with { X = target.X + crop.X, Y = target.Y + crop.Y }, bits);
        }
    }

    private static PixelRectangle Box(Candidates candidates, int row, ImageSize size)
    {
        int left = Bound(candidates.X1[row], size.Width), right = Bound(candidates.X2[row], size.Width);
        int top = Bound(candidates.Y1[row], size.Height), bottom = Bound(candidates.Y2[row], size.Height);
        return new(left, top, right - left, bottom - top);
    }

    private static int Bound(float value, int length) => (int)Math.Clamp(MathF.Round(value * BoxScale), 0, length);

    private void Evaluate(
        ReadOnlySpan<float> prototypes, ImageSize size, ReadOnlySpan<float> weights, PixelRectangle part, Span<float> target, int stride)
    {
        if (isChannelLast)
        {
            PrototypeKernel.EvaluateChannelLast(prototypes, size, weights, part, target, stride);
        }
        else
        {
            PrototypeKernel.Evaluate(prototypes, size, weights, part, target, stride);
        }

        for (int y = 0; smooths && y < part.Height; y++)
        {
            var row = target.Slice(y * stride, part.Width);
            Sigmoid.Of(row, row);
        }
    }
}
