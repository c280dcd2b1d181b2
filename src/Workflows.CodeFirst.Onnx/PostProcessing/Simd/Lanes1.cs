using System.Runtime.Intrinsics;

namespace Workflows.CodeFirst.Onnx;

/// <summary>One float: what the wider vectors are tested against, and what runs where there are none.</summary>
internal readonly struct Lanes1(float value) : IFloatLanes<Lanes1>
{
    private readonly float value = value;

    public static int Count => 1;

    public static Lanes1 Broadcast(float value) => new(value);

    public static Lanes1 Load(ref readonly float start, int index) =>
        new(System.Runtime.CompilerServices.Unsafe.Add(ref System.Runtime.CompilerServices.Unsafe.AsRef(in start), index));

    public static void Store(Lanes1 value, ref float start, int index) =>
        System.Runtime.CompilerServices.Unsafe.Add(ref start, index) = value.value;

    public static Lanes1 operator +(Lanes1 left, Lanes1 right) => new(left.value + right.value);

    public static Lanes1 operator -(Lanes1 left, Lanes1 right) => new(left.value - right.value);

    public static Lanes1 operator *(Lanes1 left, Lanes1 right) => new(left.value * right.value);

    public static Lanes1 operator /(Lanes1 left, Lanes1 right) => new(left.value / right.value);

    public static Lanes1 Min(Lanes1 left, Lanes1 right) => new(left.value < right.value ? left.value : right.value);

    public static Lanes1 Max(Lanes1 left, Lanes1 right) => new(left.value > right.value ? left.value : right.value);

    public static Lanes1 IfGreater(Lanes1 a, Lanes1 b, Lanes1 then, Lanes1 otherwise) => a.value > b.value ? then : otherwise;

    public static Lanes1 IfEqual(Lanes1 a, Lanes1 b, Lanes1 then, Lanes1 otherwise) => a.value == b.value ? then : otherwise;

    public static uint GreaterBits(Lanes1 a, Lanes1 b) => a.value > b.value ? 1u : 0u;

    public static Lanes1 MultiplyAdd(Lanes1 a, Lanes1 b, Lanes1 c) => new(float.MultiplyAddEstimate(a.value, b.value, c.value));

    // The vector form's polynomial, so that a single float gives the bits that a lane gives.
    public static Lanes1 Exp(Lanes1 value) => new(Vector128.Exp(Vector128.CreateScalar(value.value)).ToScalar());
}
