using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// The memory that decoders work in. It grows to what a model needs and is then reused: keep one for each run that can be under way at
/// the same time. Not safe for use by two calls at once.
/// </summary>
internal sealed class DecodeScratch
{
    private ulong[] bitmap = [];

    /// <summary>The boxes that passed the threshold.</summary>
    public Candidates Candidates { get; } = new();

    /// <summary>Whatever else is needed while one image is decoded.</summary>
    public ScratchMemory Memory { get; } = new();

    /// <summary>A bitmap of undefined content that stays valid until the next one is asked for.</summary>
    public BitPlane Bits(int width, int height)
    {
        int words = BitPlane.Stride(width) * height;
        if (words > bitmap.Length)
        {
            bitmap = new ulong[words];
        }

        return new(bitmap, width, height);
    }

    /// <summary>Forgets the image before.</summary>
    public void Reset()
    {
        Candidates.Clear();
        Memory.Reset();
    }
}
