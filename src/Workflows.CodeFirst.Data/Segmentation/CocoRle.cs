using System.Buffers;

namespace Workflows.CodeFirst;

/// <summary>
/// A mask as COCO's compressed run-length encoding: runs of unset and set pixels in turn, going down the columns, in base 48 text.
/// </summary>
/// <param name="Size">The size of the image that the mask covers.</param>
/// <param name="Counts">The compressed run lengths.</param>
/// <seealso href="https://github.com/cocodataset/cocoapi"/>
public sealed record CocoRle(ImageSize Size, string Counts)
{
    private const int FirstCharacter = 48;
    private const int MoreFlag = 0x20;

    /// <summary>Compresses run lengths.</summary>
    /// <param name="size">The size of the image that the mask covers.</param>
    /// <param name="counts">Run lengths, unset pixels first; the first may be 0.</param>
    public static CocoRle FromCounts(ImageSize size, ReadOnlySpan<long> counts) => new(size, Compress(counts));

    /// <summary>The run lengths, unset pixels first.</summary>
    /// <exception cref="FormatException">The text is not such an encoding, or its runs do not add up to the image.</exception>
    public long[] ToCounts()
    {
        var counts = new List<long>();
        long total = 0;
        for (int i = 0; i < Counts.Length;)
        {
            long value = ReadNumber(ref i);
            if (counts.Count > 2)
            {
                value += counts[^2];
            }

            total += value;
            if (value < 0 || total > Size.PixelCount)
            {
                throw new FormatException($"Run {counts.Count} of the encoding has the length {value}, which leaves the {Size} image.");
            }

            counts.Add(value);
        }

        return total == Size.PixelCount
            ? [.. counts]
            : throw new FormatException($"The runs of the encoding cover {total} pixels, but the {Size} image has {Size.PixelCount}.");
    }

    internal static string Compress(ReadOnlySpan<long> counts)
    {
        // A difference of two run lengths below 2^62 takes at most 13 groups of five bits.
        char[] characters = ArrayPool<char>.Shared.Rent(Math.Max(1, counts.Length * 13));
        int length = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            long value = i > 2 ? counts[i] - counts[i - 2] : counts[i];
            bool more;
            do
            {
                int group = (int)(value & 0x1f);
                value >>= 5;
                more = (group & 0x10) != 0 ? value != -1 : value != 0;
                characters[length++] = (char)(FirstCharacter + (more ? group | MoreFlag : group));
            }
            while (more);
        }

        string text = new(characters, 0, length);
        ArrayPool<char>.Shared.Return(characters);
        return text;
    }

    private long ReadNumber(ref int i)
    {
        long value = 0;
        for (int shift = 0; ; shift += 5)
        {
            int group = i < Counts.Length ? Counts[i] - FirstCharacter : -1;
            if (group is < 0 or > 63 || shift > 55)
            {
                throw new FormatException(i < Counts.Length
                    ? $"Character {i} of the encoding, '{Counts[i]}', cannot stand there."
                    : "The encoding ends in the middle of a number.");
            }

            i++;
            value |= (long)(group & 0x1f) << shift;
            if ((group & MoreFlag) == 0)
            {
                return (group & 0x10) != 0 ? value | (-1L << (shift + 5)) : value;
            }
        }
    }
}
