using System.Runtime.Intrinsics;

namespace Workflows.CodeFirst.Imaging;

/// <summary>Which colour comes first in a kernel's output.</summary>
internal enum ChannelOrder
{
    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Blue, green, red.</summary>
    Bgr,
}

/// <summary>
/// How a source pixel's bytes become the three channels that kernels work on. All kernels work on quads: channel 0, 1, 2 and a zero,
/// so that a pixel fills a quarter of a register whatever the source format is.
/// </summary>
internal readonly struct PixelShuffle
{
    private const byte None = 0x80;

    public PixelShuffle(PixelFormat format, ChannelOrder order)
    {
        Step = format.BytesPerPixel();
        bool redFirst = format is PixelFormat.Rgb24 or PixelFormat.Rgba32;
        (Channel0, Channel1, Channel2) = format == PixelFormat.Gray8 ? (0, 0, 0)
            : redFirst == (order == ChannelOrder.Rgb) ? (0, 1, 2)
            : (2, 1, 0);

        byte c0 = (byte)Channel0, c1 = (byte)Channel1, c2 = (byte)Channel2, s = (byte)Step;
        Neighbours = Vector128.Create(
            c0, None, (byte)(c0 + s), None, c1, None, (byte)(c1 + s), None, c2, None, (byte)(c2 + s), None, None, None, None, None);
        byte c3 = (byte)(c0 + 2 * s), c4 = (byte)(c1 + 2 * s), c5 = (byte)(c2 + 2 * s);
        TwoPairs = Vector128.Create(
            c0, (byte)(c0 + s), c1, (byte)(c1 + s), c2, (byte)(c2 + s), None, None, c3, (byte)(c3 + s), c4, (byte)(c4 + s), c5, (byte)(c5 + s), None, None);
        FourPixels = Vector128.Create(
            c0, c1, c2, None, (byte)(c0 + s), (byte)(c1 + s), (byte)(c2 + s), None, c3, c4, c5, None, (byte)(c3 + s), (byte)(c4 + s), (byte)(c5 + s), None);
    }

    /// <summary>Bytes from one source pixel to the next.</summary>
    public int Step { get; }

    /// <summary>Where channel 0 is within a source pixel.</summary>
    public int Channel0 { get; }

    /// <summary>Where channel 1 is within a source pixel.</summary>
    public int Channel1 { get; }

    /// <summary>Where channel 2 is within a source pixel.</summary>
    public int Channel2 { get; }

    /// <summary>Two neighbouring pixels as 16-bit pairs: channel 0 of both, channel 1 of both, channel 2 of both, zeros.</summary>
    public Vector128<byte> Neighbours { get; }

    /// <summary>Four pixels as two quads of byte pairs.</summary>
    public Vector128<byte> TwoPairs { get; }

    /// <summary>Four pixels as four quads of bytes.</summary>
    public Vector128<byte> FourPixels { get; }
}
