namespace Workflows.CodeFirst.Imaging;

/// <summary>An image that comes into being row by row, as quads of bytes.</summary>
internal interface IPixelRows
{
    /// <summary>Writes row <paramref name="y"/> as quads. Rows are cheapest in ascending order.</summary>
    /// <param name="y">The row, from 0.</param>
    /// <param name="quads">Four bytes a pixel, and room for <see cref="PixelRows.Slack"/> more.</param>
    void Read(int y, Span<byte> quads);
}

/// <summary>The same with quads of floats.</summary>
internal interface IFloatPixelRows
{
    /// <summary>Writes row <paramref name="y"/> as quads. Rows are cheapest in ascending order.</summary>
    /// <param name="y">The row, from 0.</param>
    /// <param name="quads">Four floats a pixel, and room for <see cref="PixelRows.Slack"/> more.</param>
    void Read(int y, Span<float> quads);
}

/// <summary>What row kernels agree on.</summary>
internal static class PixelRows
{
    /// <summary>Elements that a kernel may write after a row, so that it needs no special ending.</summary>
    public const int Slack = 64;

    /// <summary>Elements of a row of quads, slack included.</summary>
    public static int Length(int width) => width * 4 + Slack;
}
