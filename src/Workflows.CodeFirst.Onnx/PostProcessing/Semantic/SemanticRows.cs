using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// Class and score of each pixel of a rectangle, row by row, from class logits: the logits are resized, then compared. One channel alone is
/// the logit of the only class that is not the background.
/// </summary>
internal ref struct SemanticRows
{
    // Rows are padded so that vectors need no special ending.
    private const int Padding = 16;

    private readonly ReadOnlySpan<float> logits;
    private readonly ImageSize map;
    private readonly int classes;
    private readonly CutPlane plane;
    private readonly MaskAxis columns;
    private readonly MaskAxis rows;
    private readonly float margin;
    private readonly int stride;
    private readonly Span<float> source;
    private readonly Span<float> ring;
    private readonly Span<float> resized;
    private int next;

    /// <summary>Prepares for one image.</summary>
    /// <param name="logits">Class logits, plane by plane.</param>
    /// <param name="map">The size of a plane.</param>
    /// <param name="classes">Number of planes.</param>
    /// <param name="plane">The part of a plane that shows the rectangle.</param>
    /// <param name="size">The size of the rectangle.</param>
    /// <param name="margin">The logit of what a centre crop cut off.</param>
    /// <param name="memory">Working memory.</param>
    public SemanticRows(ReadOnlySpan<float> logits, ImageSize map, int classes, CutPlane plane, ImageSize size, float margin, ScratchMemory memory)
    {
        this.logits = logits;
        (this.map, this.classes, this.plane, this.margin) = (map, classes, plane, margin);
        columns = MaskAxis.Torch(plane.Width, size.Width);
        rows = MaskAxis.Torch(plane.Height, size.Height);
        stride = (size.Width + Padding - 1) / Padding * Padding;
        source = memory.Take<float>(plane.Width + 1);
        ring = memory.Take<float>(classes * MaskAxis.Taps * stride);
        resized = memory.Take<float>(classes * stride);
        ring.Clear();
        resized.Clear();
    }

    /// <summary>How long the spans for a row must be.</summary>
    public readonly int Stride => stride;

    /// <summary>Reads the next row; rows must be read from the top.</summary>
    /// <param name="y">The row.</param>
    /// <param name="ids">Receives the channel of each pixel.</param>
    /// <param name="scores">Receives its share, NaN where logits are not finite.</param>
    public void Read(int y, Span<float> ids, Span<float> scores)
    {
        int start = rows.Start[y], count = rows.Count[y];
        for (next = Math.Max(next, start); next < start + count; next++)
        {
            for (int c = 0; c < classes; c++)
            {
                ReadSource(c, next);
                columns.Resize(source, 0, 0, RingRow(c, next)[..columns.Destination]);
            }
        }

        var weights = rows.Weights.AsSpan(y * MaskAxis.Taps, MaskAxis.Taps);
        for (int c = 0; c < classes; c++)
        {
            Blend(c, start, count, weights, resized.Slice(c * stride, stride));
        }

        if (classes == 1)
        {
            ids[..stride].Clear();
            Sigmoid.Of(resized, scores[..stride]);
        }
        else
        {
            PixelClasses.Judge(resized, stride, classes, ids, scores);
        }
    }

    private readonly Span<float> RingRow(int c, int row) => ring.Slice((c * MaskAxis.Taps + row % MaskAxis.Taps) * stride, stride);

    private readonly void ReadSource(int c, int row)
    {
        source.Fill(margin);
        int y = row + plane.Top;
        int first = Math.Max(0, plane.Left), end = Math.Min(map.Width, plane.Left + plane.Width);
        if ((uint)y < (uint)map.Height && first < end)
        {
            logits.Slice((c * map.Height + y) * map.Width + first, end - first).CopyTo(source[(first - plane.Left)..]);
        }

        source[^1] = 0;
    }

    private readonly void Blend(int c, int start, int count, ReadOnlySpan<float> weights, Span<float> target)
    {
        if (count == 1)
        {
            RingRow(c, start).CopyTo(target);
        }
        else
        {
            FloatBlend.Rows(RingRow(c, start), RingRow(c, start + 1), weights[0], weights[1], target, target.Length, Simd.Widest);
        }
    }
}
