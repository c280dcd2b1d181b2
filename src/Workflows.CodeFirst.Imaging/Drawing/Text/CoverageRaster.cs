using System.Buffers;

namespace Workflows.CodeFirst.Imaging.Drawing;

/// <summary>
/// Finds how much of every pixel closed contours cover, exactly: each piece of line adds the area to its right, and a sum along the row gives the
/// coverage. Lines must stay within the raster.
/// </summary>
internal sealed class CoverageRaster : IDisposable
{
    private readonly int width;
    private readonly int stride;
    private readonly float[] changes;

    public CoverageRaster(int width, int height)
    {
        this.width = width;
        Height = height;
        stride = width + 2; // a line on the right edge changes what comes after it
        changes = ArrayPool<float>.Shared.Rent(stride * height);
        changes.AsSpan(0, stride * height).Clear();
    }

    public int Height { get; }

    public void Line(float x1, float y1, float x2, float y2)
    {
        if (y1 == y2)
        {
            return;
        }

        float sign = 1;
        if (y1 > y2)
        {
            (x1, y1, x2, y2, sign) = (x2, y2, x1, y1, -1);
        }

        float slope = (x2 - x1) / (y2 - y1);
        for (float x = x1, y = y1; y < y2;)
        {
            int row = (int)y;
            float nextY = Math.Min(row + 1, y2);
            float nextX = nextY == y2 ? x2 : x1 + (nextY - y1) * slope;
            if (row < Height)
            {
                InRow(changes.AsSpan(row * stride, stride), Math.Min(x, nextX), Math.Max(x, nextX), (nextY - y) * sign);
            }

            (x, y) = (nextX, nextY);
        }
    }

    /// <summary>The coverage of a row's pixels, 0 to 255.</summary>
    public void Row(int y, Span<byte> coverage)
    {
        float sum = 0;
        var row = changes.AsSpan(y * stride, width);
        for (int x = 0; x < row.Length; x++)
        {
            sum += row[x];
            coverage[x] = (byte)(Math.Min(Math.Abs(sum), 1) * 255 + 0.5f);
        }
    }

    public void Dispose() => ArrayPool<float>.Shared.Return(changes);

    private static void InRow(Span<float> row, float left, float right, float height)
    {
        float perColumn = right > left ? height / (right - left) : 0;
        for (float x = left; ;)
        {
            int column = Math.Clamp((int)x, 0, row.Length - 2);
            float end = Math.Min(column + 1, right);
            float part = right > left ? (end - x) * perColumn : height;
            float middle = (x + end) / 2 - column;
            row[column] += part * (1 - middle);
            row[column + 1] += part * middle;
            if (end >= right || end <= x)
            {
                return;
            }

            x = end;
        }
    }
}
