using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Workflows.CodeFirst.Imaging;

/// <summary>The few operations that the portable vector types lack. x86 has one instruction for each; elsewhere they are put together.</summary>
internal static class Lanes
{
    /// <summary>Multiplies 16-bit numbers and adds neighbouring products: <c>r[i] = a[2i]*b[2i] + a[2i+1]*b[2i+1]</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> MultiplyAddPairs(Vector128<short> a, Vector128<short> b) =>
        Sse2.IsSupported ? Sse2.MultiplyAddAdjacent(a, b) : PortableMultiplyAddPairs(a, b);

    /// <summary>The upper half of the 32-bit products of 16-bit numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> MultiplyHigh(Vector128<short> a, Vector128<short> b) =>
        Sse2.IsSupported ? Sse2.MultiplyHigh(a, b) : PortableMultiplyHigh(a, b);

    /// <summary>Narrows 32-bit numbers that fit into 16 bits, <paramref name="low"/> first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> Pack(Vector128<int> low, Vector128<int> high) =>
        Sse2.IsSupported ? Sse2.PackSignedSaturate(low, high) : Vector128.Narrow(low, high);

    /// <summary>Narrows 16-bit numbers to bytes, limiting them to 0 and 255.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> PackBytes(Vector128<short> low, Vector128<short> high) =>
        Sse2.IsSupported ? Sse2.PackUnsignedSaturate(low, high) : PortablePackBytes(low, high);

    /// <summary>Adds neighbouring bytes as 16-bit numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<short> AddPairs(Vector128<byte> bytes) => Ssse3.IsSupported
        ? Ssse3.MultiplyAddAdjacent(bytes, Vector128<sbyte>.One)
        : PortableAddPairs(bytes);

    /// <summary>Picks bytes; an index with the top bit set gives 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Shuffle(Vector128<byte> bytes, Vector128<byte> indices) => Ssse3.IsSupported
        ? Ssse3.Shuffle(bytes, indices)
        : Vector128.Shuffle(bytes, indices);

    /// <summary>Turns four pixels of four floats each into four channels of four floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector128<float> C0, Vector128<float> C1, Vector128<float> C2) Planes(
        Vector128<float> p0, Vector128<float> p1, Vector128<float> p2, Vector128<float> p3)
    {
        if (Sse.IsSupported)
        {
            Vector128<float> low01 = Sse.UnpackLow(p0, p1), low23 = Sse.UnpackLow(p2, p3);
            Vector128<float> high01 = Sse.UnpackHigh(p0, p1), high23 = Sse.UnpackHigh(p2, p3);
            return (Sse.MoveLowToHigh(low01, low23), Sse.MoveHighToLow(low23, low01), Sse.MoveLowToHigh(high01, high23));
        }

        if (AdvSimd.Arm64.IsSupported)
        {
            Vector128<float> even02 = AdvSimd.Arm64.ZipLow(p0, p2), even13 = AdvSimd.Arm64.ZipLow(p1, p3);
            Vector128<float> odd02 = AdvSimd.Arm64.ZipHigh(p0, p2), odd13 = AdvSimd.Arm64.ZipHigh(p1, p3);
            return (AdvSimd.Arm64.ZipLow(even02, even13), AdvSimd.Arm64.ZipHigh(even02, even13), AdvSimd.Arm64.ZipLow(odd02, odd13));
        }

        return (
            Vector128.Create(p0[0], p1[0], p2[0], p3[0]),
            Vector128.Create(p0[1], p1[1], p2[1], p3[1]),
            Vector128.Create(p0[2], p1[2], p2[2], p3[2]));
    }

    /// <summary><see cref="MultiplyAddPairs"/> out of portable operations.</summary>
    internal static Vector128<int> PortableMultiplyAddPairs(Vector128<short> a, Vector128<short> b)
    {
        Vector128<int> even = (a.AsInt32() << 16 >> 16) * (b.AsInt32() << 16 >> 16);
        Vector128<int> odd = (a.AsInt32() >> 16) * (b.AsInt32() >> 16);
        return even + odd;
    }

    /// <summary><see cref="MultiplyHigh"/> out of portable operations.</summary>
    internal static Vector128<short> PortableMultiplyHigh(Vector128<short> a, Vector128<short> b)
    {
        (Vector128<int> aLow, Vector128<int> aHigh) = Vector128.Widen(a);
        (Vector128<int> bLow, Vector128<int> bHigh) = Vector128.Widen(b);
        return Vector128.Narrow((aLow * bLow) >> 16, (aHigh * bHigh) >> 16);
    }

    /// <summary><see cref="PackBytes"/> out of portable operations.</summary>
    internal static Vector128<byte> PortablePackBytes(Vector128<short> low, Vector128<short> high)
    {
        var most = Vector128.Create((short)255);
        low = Vector128.Min(Vector128.Max(low, Vector128<short>.Zero), most);
        high = Vector128.Min(Vector128.Max(high, Vector128<short>.Zero), most);
        return Vector128.Narrow(low.AsUInt16(), high.AsUInt16());
    }

    /// <summary><see cref="AddPairs"/> out of portable operations.</summary>
    internal static Vector128<short> PortableAddPairs(Vector128<byte> bytes) =>
        ((bytes.AsUInt16() & Vector128.Create((ushort)0xFF)) + (bytes.AsUInt16() >> 8)).AsInt16();
}
