using System.Runtime.Intrinsics;

namespace Workflows.CodeFirst.Imaging;

/// <summary>Which registers a kernel works with. Every kernel gives the same bits at every width.</summary>
internal enum SimdWidth
{
    /// <summary>None: the plain loop that the others are compared with.</summary>
    Scalar,

    /// <summary>128 bits: SSE, NEON.</summary>
    Vector128,

    /// <summary>256 bits: AVX2.</summary>
    Vector256,

    /// <summary>512 bits: AVX-512 with byte and word operations.</summary>
    Vector512,
}

/// <summary>What this processor offers.</summary>
internal static class Simd
{
    /// <summary>The widest registers this processor has.</summary>
    public static SimdWidth Widest { get; } =
        Vector512.IsHardwareAccelerated && System.Runtime.Intrinsics.X86.Avx512BW.IsSupported ? SimdWidth.Vector512
        : System.Runtime.Intrinsics.X86.Avx2.IsSupported ? SimdWidth.Vector256
        : Vector128.IsHardwareAccelerated ? SimdWidth.Vector128
        : SimdWidth.Scalar;
}
