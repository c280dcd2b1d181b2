using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Workflows.CodeFirst.Imaging;

/// <summary>
/// Working memory of one run: spans are taken one after the other and given back all at once. It grows to what the largest run needed,
/// after which runs allocate nothing. Not thread-safe: one instance a run.
/// </summary>
internal sealed class ScratchMemory
{
    private const int Alignment = 64;
    private byte[] buffer = [];
    private int used;
    private int needed;

    /// <summary>Memory for <paramref name="count"/> elements, of undefined content, that stays valid until <see cref="Reset"/>.</summary>
    public Span<T> Take<T>(int count)
        where T : unmanaged
    {
        int bytes = checked((count * Unsafe.SizeOf<T>() + Alignment - 1) / Alignment * Alignment);
        needed += bytes;
        if (bytes > buffer.Length - used)
        {
            // Spans handed out before keep the old array alive; the next run finds one that is large enough for all.
            buffer = new byte[Math.Max(needed, bytes)];
            used = 0;
        }

        Span<byte> taken = buffer.AsSpan(used, bytes);
        used += bytes;
        return MemoryMarshal.Cast<byte, T>(taken)[..count];
    }

    /// <summary>Gives everything back.</summary>
    public void Reset() => used = needed = 0;
}
