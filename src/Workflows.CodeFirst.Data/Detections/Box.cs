namespace Workflows.CodeFirst;

/// <summary>An axis-aligned box in pixels, corners inclusive of <c>X1,Y1</c>; x grows to the right, y downwards.</summary>
/// <param name="X1">Left.</param>
/// <param name="Y1">Top.</param>
/// <param name="X2">Right.</param>
/// <param name="Y2">Bottom.</param>
public readonly record struct Box(double X1, double Y1, double X2, double Y2)
{
    /// <summary>X2 - X1.</summary>
    public double Width => X2 - X1;

    /// <summary>Y2 - Y1.</summary>
    public double Height => Y2 - Y1;

    /// <summary>Width times height.</summary>
    public double Area => Width * Height;

    /// <summary>The centre's column.</summary>
    public double CenterX => (X1 + X2) / 2;

    /// <summary>The centre's row.</summary>
    public double CenterY => (Y1 + Y2) / 2;

    /// <summary>The box with the given centre and size.</summary>
    /// <param name="x">The centre's column.</param>
    /// <param name="y">The centre's row.</param>
    /// <param name="width">The width.</param>
    /// <param name="height">The height.</param>
    public static Box FromCenter(double x, double y, double width, double height)
    {
        double x1 = x - width / 2, y1 = y - height / 2;
        return new(x1, y1, x1 + width, y1 + height);
    }

    /// <summary>The smallest box that holds both.</summary>
    /// <param name="other">The other box.</param>
    public Box Union(Box other) => new(Math.Min(X1, other.X1), Math.Min(Y1, other.Y1), Math.Max(X2, other.X2), Math.Max(Y2, other.Y2));

    /// <summary>
    /// The area that two boxes share as a part of the area that they cover together, 0 to 1; 0 when they cover nothing. What they share is
    /// computed in single precision, as workflows do.
    /// </summary>
    /// <param name="other">The other box.</param>
    public float IntersectionOverUnion(Box other)
    {
        float width = Math.Max(0f, (float)Math.Min(X2, other.X2) - (float)Math.Max(X1, other.X1));
        float height = Math.Max(0f, (float)Math.Min(Y2, other.Y2) - (float)Math.Max(Y1, other.Y1));
        float common = width * height;
        double covered = Area + other.Area - common;
        return covered > 0 ? (float)(common / covered) : 0f;
    }
}
