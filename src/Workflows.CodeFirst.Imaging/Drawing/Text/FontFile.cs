using System.Buffers.Binary;

namespace Workflows.CodeFirst.Imaging.Drawing;

/// <summary>The tables of a TrueType file (OpenType specification, "sfnt" container). Reading outside of one throws <see cref="InvalidDataException"/>.</summary>
internal sealed class FontFile
{
    private readonly byte[] data;
    private readonly Dictionary<uint, (int Offset, int Length)> tables = [];

    public FontFile(byte[] data)
    {
        this.data = data;
        int count = Word(0, 4);
        for (int i = 0; i < count; i++)
        {
            int entry = 12 + 16 * i;
            tables[(uint)Long(0, entry)] = (Long(0, entry + 8), Long(0, entry + 12));
        }
    }

    /// <summary>Whether there is a table, such as <c>kern</c>.</summary>
    public bool Has(ReadOnlySpan<byte> tag) => tables.ContainsKey(BinaryPrimitives.ReadUInt32BigEndian(tag));

    /// <summary>Where a table starts.</summary>
    public int Start(ReadOnlySpan<byte> tag) => tables.TryGetValue(BinaryPrimitives.ReadUInt32BigEndian(tag), out var table)
        ? table.Offset
        : throw new InvalidDataException($"The font has no table '{System.Text.Encoding.ASCII.GetString(tag)}'; only TrueType fonts can be used.");

    public int Byte(int start, int offset) => Slice(start + offset, 1)[0];

    public int Word(int start, int offset) => BinaryPrimitives.ReadUInt16BigEndian(Slice(start + offset, 2));

    public int Signed(int start, int offset) => BinaryPrimitives.ReadInt16BigEndian(Slice(start + offset, 2));

    public int Long(int start, int offset) => BinaryPrimitives.ReadInt32BigEndian(Slice(start + offset, 4));

    private ReadOnlySpan<byte> Slice(int offset, int length) => offset >= 0 && offset <= data.Length - length
        ? data.AsSpan(offset, length)
        : throw new InvalidDataException("The font file is damaged: it refers to data behind its end.");
}
