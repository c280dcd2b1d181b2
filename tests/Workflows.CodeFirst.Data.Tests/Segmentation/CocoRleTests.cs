using FsCheck;
using FsCheck.Fluent;

namespace Workflows.CodeFirst.Data.Tests.Segmentation;

public class CocoRleTests
{
    [Fact]
    public void Encoding_and_decoding_give_the_mask_back() =>
        Prop.ForAll(RandomMasks.All, sample => Mask.FromRle(sample.Mask.ToRle()).Equals(sample.Mask)).QuickCheckThrowOnFailure();

    [Fact]
    public void Runs_go_down_the_columns() => Prop.ForAll(RandomMasks.All, sample => sample.Mask.ToRle().ToCounts().SequenceEqual(PlainCounts(sample)))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Counts_survive_compression() => Prop.ForAll(
        Gen.Choose(0, 1 << 30).Select(value => (long)value >> (value & 31)).ListOf().ToArbitrary(),
        counts =>
        {
            var rle = CocoRle.FromCounts(new(1, 1), [.. counts]);
            long total = counts.Sum();
            return total > int.MaxValue || (rle with { Size = new((int)total, 1) }).ToCounts().SequenceEqual(counts);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(5, 4, "d0", 0)]
    [InlineData(5, 4, "0d0", 20)]
    [InlineData(5, 4, "01c0", 1)]
    [InlineData(5, 4, "c01", 1)]
    [InlineData(5, 4, "5220003", 6)]
    public void Known_encodings(int width, int height, string counts, int area)
    {
        var mask = Mask.FromRle(new(new(width, height), counts));
        Assert.Equal(area, mask.Area);
        Assert.Equal(counts, mask.ToRle().Counts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("c0")]
    [InlineData("e0")]
    [InlineData("d0P")]
    [InlineData("d")]
    [InlineData("d 0")]
    [InlineData("é0")]
    [InlineData("OOOO")]
    [InlineData("ooooooooooooooooooooo0")]
    public void A_wrong_encoding_is_refused(string counts) =>
        Assert.Throws<FormatException>(() => Mask.FromRle(new(new(5, 4), counts)));

    private static List<long> PlainCounts(RandomMasks.Sample sample)
    {
        var counts = new List<long> { 0 };
        bool set = false;
        for (int x = 0; x < sample.Size.Width; x++)
        {
            for (int y = 0; y < sample.Size.Height; y++)
            {
                bool pixel = sample.Pixels[y * sample.Size.Width + x] != 0;
                if (pixel != set)
                {
                    counts.Add(0);
                    set = pixel;
                }

                counts[^1]++;
            }
        }

        return counts;
    }
}
