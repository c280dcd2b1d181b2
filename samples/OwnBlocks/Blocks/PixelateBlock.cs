using OwnBlocks.Blocks;
using Workflows.CodeFirst;
using Workflows.CodeFirst.Execution;

namespace OwnBlocks;

/// <summary>What the block does: arguments, results and all checks are generated from <c>manifests/pixelate.json</c>.</summary>
internal sealed class PixelateBlock : Block<PixelateV1.Arguments, PixelateV1.Results>
{
    public override PixelateV1.Results Run(in PixelateV1.Arguments arguments, BlockContext context)
    {
        var source = arguments.Image;
        var hidden = Image.Create(source.Width, source.Height, source.Format);
        for (int y = 0; y < source.Height; y++)
        {
            source.View.Row(y).CopyTo(hidden.Pixels[(y * hidden.Stride)..]);
        }

        int bytes = source.View.Row(0).Length / source.Width;
        int size = (int)arguments.Size;
        foreach (var box in arguments.Predictions.Boxes)
        {
            int left = Math.Clamp((int)box.X1, 0, source.Width), right = Math.Clamp((int)Math.Ceiling(box.X2), left, source.Width);
            int top = Math.Clamp((int)box.Y1, 0, source.Height), bottom = Math.Clamp((int)Math.Ceiling(box.Y2), top, source.Height);
            for (int y = top; y < bottom; y++)
            {
                var from = source.View.Row(y - ((y - top) % size));
                var to = hidden.Pixels.Slice(y * hidden.Stride, hidden.Stride);
                for (int x = left; x < right; x++)
                {
                    int coarse = x - ((x - left) % size);
                    from.Slice(coarse * bytes, bytes).CopyTo(to[(x * bytes)..]);
                }
            }
        }

        return new(hidden, arguments.Predictions.Count);
    }
}
