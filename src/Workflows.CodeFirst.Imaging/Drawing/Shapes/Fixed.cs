namespace Workflows.CodeFirst.Imaging.Drawing;

/// <summary>
/// A point with 16 binary places. The shapes' arithmetic is that of OpenCV's drawing functions (modules/imgproc/src/drawing.cpp), step by step,
/// so that pictures drawn here and there agree to the pixel.
/// </summary>
internal readonly record struct Fixed(long X, long Y)
{
    public const int Shift = 16;
    public const long One = 1L << Shift;
    public const long Half = One / 2;

    // Far enough outside of any image; keeps every sum of a few coordinates in range and every loop over rows short.
    private const int Farthest = 1 << 22;

    public static Fixed At(int x, int y) => new((long)Clamp(x) << Shift, (long)Clamp(y) << Shift);

    public static int Clamp(int coordinate) => Math.Clamp(coordinate, -Farthest, Farthest);

    /// <summary>The nearest whole number, halves upwards.</summary>
    public static int Round(long value) => (int)((value + Half) >> Shift);
}
