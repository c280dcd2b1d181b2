using System.Buffers.Binary;
using System.Numerics;

namespace Workflows.CodeFirst.Onnx;

/// <summary>BLAKE2s without a key (RFC 7693), which .NET lacks; names of cache folders contain it.</summary>
internal static class Blake2s
{
    private const int BlockLength = 64;

    private static readonly uint[] Start =
    [
        0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19,
    ];

    private static readonly byte[] Permutations =
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3,
        11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4,
        7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8,
        9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13,
        2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9,
        12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11,
        13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10,
        6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5,
        10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0,
    ];

    /// <summary>The digest of <paramref name="data"/>.</summary>
    /// <param name="data">Any number of bytes.</param>
    /// <param name="length">Bytes of the digest, 1 to 32.</param>
    public static byte[] Hash(ReadOnlySpan<byte> data, int length)
    {
        Span<uint> state = stackalloc uint[8];
        Start.CopyTo(state);
        state[0] ^= 0x01010000u ^ (uint)length;

        ulong counted = 0;
        Span<byte> block = stackalloc byte[BlockLength];
        do
        {
            int taken = Math.Min(BlockLength, data.Length);
            block.Clear();
            data[..taken].CopyTo(block);
            data = data[taken..];
            counted += (ulong)taken;
            Compress(state, block, counted, isLast: data.IsEmpty);
        }
        while (!data.IsEmpty);

        var digest = new byte[32];
        for (int i = 0; i < state.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(digest.AsSpan(i * 4), state[i]);
        }

        return digest[..length];
    }

    private static void Compress(Span<uint> state, ReadOnlySpan<byte> block, ulong counted, bool isLast)
    {
        Span<uint> m = stackalloc uint[16];
        for (int i = 0; i < m.Length; i++)
        {
            m[i] = BinaryPrimitives.ReadUInt32LittleEndian(block[(i * 4)..]);
        }

        Span<uint> v = stackalloc uint[16];
        state.CopyTo(v);
        Start.CopyTo(v[8..]);
        v[12] ^= (uint)counted;
        v[13] ^= (uint)(counted >> 32);
        v[14] ^= isLast ? uint.MaxValue : 0;

        for (int round = 0; round < 10; round++)
        {
            ReadOnlySpan<byte> p = Permutations.AsSpan(round * 16, 16);
            Mix(v, 0, 4, 8, 12, m[p[0]], m[p[1]]);
            Mix(v, 1, 5, 9, 13, m[p[2]], m[p[3]]);
            Mix(v, 2, 6, 10, 14, m[p[4]], m[p[5]]);
            Mix(v, 3, 7, 11, 15, m[p[6]], m[p[7]]);
            Mix(v, 0, 5, 10, 15, m[p[8]], m[p[9]]);
            Mix(v, 1, 6, 11, 12, m[p[10]], m[p[11]]);
            Mix(v, 2, 7, 8, 13, m[p[12]], m[p[13]]);
            Mix(v, 3, 4, 9, 14, m[p[14]], m[p[15]]);
        }

        for (int i = 0; i < state.Length; i++)
        {
            state[i] ^= v[i] ^ v[i + 8];
        }
    }

    private static void Mix(Span<uint> v, int a, int b, int c, int d, uint x, uint y)
    {
        v[a] += v[b] + x;
        v[d] = BitOperations.RotateRight(v[d] ^ v[a], 16);
        v[c] += v[d];
        v[b] = BitOperations.RotateRight(v[b] ^ v[c], 12);
        v[a] += v[b] + y;
        v[d] = BitOperations.RotateRight(v[d] ^ v[a], 8);
        v[c] += v[d];
        v[b] = BitOperations.RotateRight(v[b] ^ v[c], 7);
    }
}
