using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// Greyscale and contrast, which some packages apply before the resize. Legacy packages adjust the contrast first, today's packages last,
/// and each with the library that their training used.
/// </summary>
internal static class ColorAdjustment
{
    private const double ClipLimit = 0.03;

    /// <summary>A changed copy of the picture, in scratch memory.</summary>
    public static ImageView Apply(ImageView picture, InputSpec spec, ScratchMemory scratch)
    {
        Span<byte> bgr = scratch.Take<byte>(checked(picture.Width * picture.Height * 3));
        PixelResize.CvLinear(picture, picture.Size, ChannelOrder.Bgr, bgr, scratch, Simd.Widest);
        if (spec.IsLegacy)
        {
            AdjustLegacyContrast(bgr, picture.Size, spec.Contrast, scratch);
        }

        if (spec.IsGrayscale)
        {
            Span<byte> gray = scratch.Take<byte>(bgr.Length / 3);
            Grayscale.FromBgr(bgr, gray);
            Grayscale.ToBgr(gray, bgr);
        }

        if (!spec.IsLegacy)
        {
            AdjustContrast(bgr, picture.Size, spec.Contrast, scratch);
        }

        return new(bgr, picture.Width, picture.Height, 0, PixelFormat.Bgr24);
    }

    private static void AdjustContrast(Span<byte> bgr, ImageSize size, ContrastMode mode, ScratchMemory scratch)
    {
        switch (mode)
        {
            case ContrastMode.Stretching:
                ContrastStretching.Apply(bgr);
                break;
            case ContrastMode.HistogramEqualization:
                HistogramEqualization.Scikit(bgr);
                break;
            case ContrastMode.AdaptiveEqualization:
                ScikitAdaptiveEqualization.Apply(bgr, size, ClipLimit, scratch);
                break;
        }
    }

    private static void AdjustLegacyContrast(Span<byte> bgr, ImageSize size, ContrastMode mode, ScratchMemory scratch)
    {
        if (mode == ContrastMode.Stretching)
        {
            ContrastStretching.Apply(bgr);
        }
        else if (mode != ContrastMode.None)
        {
            Span<byte> gray = scratch.Take<byte>(bgr.Length / 3);
            Grayscale.FromBgr(bgr, gray);
            if (mode == ContrastMode.HistogramEqualization)
            {
                HistogramEqualization.Cv(gray);
            }
            else
            {
                CvAdaptiveEqualization.Apply(gray, size, ClipLimit, scratch);
            }

            Grayscale.ToBgr(gray, bgr);
        }
    }
}
