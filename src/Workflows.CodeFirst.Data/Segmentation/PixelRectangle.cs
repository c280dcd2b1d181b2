namespace Workflows.CodeFirst;

/// <summary>A rectangle of whole pixels.</summary>
/// <param name="X">Left column.</param>
/// <param name="Y">Top row.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public readonly record struct PixelRectangle(int X, int Y, int Width, int Height)
{
    /// <summary>The column behind the last one.</summary>
    public int Right => X + Width;

    /// <summary>The row behind the last one.</summary>
    public int Bottom => Y + Height;

    /// <summary>Whether there is no pixel in it.</summary>
    public bool IsEmpty => Width <= 0 || Height <= 0;

    /// <summary>The pixels that two rectangles share; empty when there are none.</summary>
    /// <param name="other">The other rectangle.</param>
    public PixelRectangle Intersect(PixelRectangle other)
    {
        int x = Math.Max(X, other.X), y = Math.Max(Y, other.Y);
        int width = Math.Min(Right, other.Right) - x, height = Math.Min(Bottom, other.Bottom) - y;
        return width <= 0 || height <= 0 ? default : new(x, y, width, height);
    }
}
