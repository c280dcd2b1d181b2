namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// A vector of floats of some width. Kernels are written once against this and compiled for each width, a single float included, so that
/// every width can be tested against the plain one in one process.
/// </summary>
internal interface IFloatLanes<TSelf>
    where TSelf : struct, IFloatLanes<TSelf>
{
    /// <summary>How many floats a vector holds.</summary>
    static abstract int Count { get; }

    static abstract TSelf Broadcast(float value);

    static abstract TSelf Load(ref readonly float start, int index);

    static abstract void Store(TSelf value, ref float start, int index);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary>The smaller of two values; the right one when the left one is NaN.</summary>
    static abstract TSelf Min(TSelf left, TSelf right);

    /// <summary>The greater of two values; the right one when the left one is NaN.</summary>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <summary>Lane by lane <c>a &gt; b ? then : otherwise</c>; false for NaN.</summary>
    static abstract TSelf IfGreater(TSelf a, TSelf b, TSelf then, TSelf otherwise);

    /// <summary>Lane by lane <c>a == b ? then : otherwise</c>.</summary>
    static abstract TSelf IfEqual(TSelf a, TSelf b, TSelf then, TSelf otherwise);

    /// <summary>Bit i tells whether <c>a &gt; b</c> in lane i; false for NaN.</summary>
    static abstract uint GreaterBits(TSelf a, TSelf b);

    /// <summary><c>a * b + c</c>, rounded once where the machine can.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>e to the power of each lane.</summary>
    static abstract TSelf Exp(TSelf value);
}
