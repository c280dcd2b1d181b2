using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Workflows.CodeFirst.Imaging;

/// <summary>Weighted sums of rows of floats.</summary>
internal static class FloatBlend
{
    /// <summary><c>target = upper * upperWeight + lower * lowerWeight</c>, every product and the sum rounded.</summary>
    public static void Rows(
        ReadOnlySpan<float> upper, ReadOnlySpan<float> lower, float upperWeight, float lowerWeight, Span<float> target, int count, SimdWidth width)
    {
        ref float a = ref MemoryMarshal.GetReference(upper[..count]);
        ref float b = ref MemoryMarshal.GetReference(lower[..count]);
        ref float t = ref MemoryMarshal.GetReference(target[..count]);
        int x = 0;
        if (width >= SimdWidth.Vector512)
        {
            for (; x <= count - 16; x += 16)
            {
                Vector512<float> p = Vector512.LoadUnsafe(ref a, (nuint)x) * upperWeight, q = Vector512.LoadUnsafe(ref b, (nuint)x) * lowerWeight;
                (p + q).StoreUnsafe(ref t, (nuint)x);
            }
        }

        if (width >= SimdWidth.Vector256)
        {
            for (; x <= count - 8; x += 8)
            {
                Vector256<float> p = Vector256.LoadUnsafe(ref a, (nuint)x) * upperWeight, q = Vector256.LoadUnsafe(ref b, (nuint)x) * lowerWeight;
                (p + q).StoreUnsafe(ref t, (nuint)x);
            }
        }

        if (width >= SimdWidth.Vector128)
        {
            for (; x <= count - 4; x += 4)
            {
                Vector128<float> p = Vector128.LoadUnsafe(ref a, (nuint)x) * upperWeight, q = Vector128.LoadUnsafe(ref b, (nuint)x) * lowerWeight;
                (p + q).StoreUnsafe(ref t, (nuint)x);
            }
        }

        for (; x < count; x++)
        {
            float p = upper[x] * upperWeight, q = lower[x] * lowerWeight;
            target[x] = p + q;
        }
    }
}
