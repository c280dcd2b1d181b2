using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Onnx;

/// <summary>Greyscale and contrast, which some packages apply before the resize.</summary>
internal static class ColorAdjustment
{
    /// <summary>A changed copy of the picture, in scratch memory.</summary>
    public static ImageView Apply(ImageView picture, InputSpec spec, ScratchMemory scratch) => throw new NotSupportedException();
}
