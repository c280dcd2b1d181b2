using FsCheck;
using FsCheck.Fluent;

namespace Workflows.CodeFirst.Data.Tests.Segmentation;

public class MaskTests
{
    private static readonly ImageSize Size = new(6, 4);

    [Fact]
    public void An_empty_mask_has_nothing()
    {
        var mask = new Mask(Size);
        Assert.Equal(0, mask.Area);
        Assert.True(mask.IsEmpty);
        Assert.True(mask.Bounds.IsEmpty);
        Assert.Empty(mask.ToPolygon(MaskOutline.MostPoints));
        Assert.Empty(mask.ToPolygon(MaskOutline.LargestArea));
        Assert.Empty(mask.FindContours(MaskContours.All));
        Assert.Equal(new byte[24], Pixels(mask));
    }

    [Fact]
    public void Pixels_come_back() => Prop.ForAll(RandomMasks.All, sample => Pixels(sample.Mask).SequenceEqual(sample.Pixels)).QuickCheckThrowOnFailure();

    [Fact]
    public void Area_bounds_and_single_pixels_agree_with_the_pixels() => Prop.ForAll(RandomMasks.All, sample =>
    {
        var mask = sample.Mask;
        var set = new List<(int X, int Y)>();
        for (int y = -1; y <= sample.Size.Height; y++)
        {
            for (int x = -1; x <= sample.Size.Width; x++)
            {
                if (mask.Contains(x, y))
                {
                    set.Add((x, y));
                }
            }
        }

        var bounds = set.Count == 0 ? default : new PixelRectangle(
            set.Min(p => p.X), set.Min(p => p.Y), set.Max(p => p.X) - set.Min(p => p.X) + 1, set.Max(p => p.Y) - set.Min(p => p.Y) + 1);
        return mask.Area == sample.Pixels.Count(pixel => pixel != 0) && set.Count == mask.Area && mask.Bounds == bounds
            && set.All(p => sample.Pixels[p.Y * sample.Size.Width + p.X] != 0);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_crop_shows_the_same_pixels_and_nothing_outside() => Prop.ForAll(RandomMasks.All, sample =>
    {
        var mask = sample.Mask;
        var rectangle = new PixelRectangle(sample.Size.Width / 3 - 1, sample.Size.Height / 4 - 1, sample.Size.Width, sample.Size.Height / 2 + 1);
        var crop = mask.Crop(rectangle);
        return AllPixels(crop.Size).All(p => crop.Contains(p.X, p.Y) == mask.Contains(p.X + rectangle.X, p.Y + rectangle.Y));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Placing_and_cropping_undo_each_other() => Prop.ForAll(RandomMasks.All, sample =>
    {
        var mask = sample.Mask;
        var placed = mask.Place(new(sample.Size.Width + 70, sample.Size.Height + 3), 67, 2);
        return placed.Area == mask.Area && placed.Crop(new(67, 2, sample.Size.Width, sample.Size.Height)).Equals(mask);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Placing_cuts_what_falls_outside()
    {
        var mask = Mask.FromPixels(Enumerable.Repeat((byte)1, 24).ToArray(), Size);
        Assert.Equal(2 * 3, mask.Place(Size, -4, 1).Area);
        Assert.Equal(0, mask.Place(Size, 6, 0).Area);
    }

    [Fact]
    public void Common_pixels_are_counted() => Prop.ForAll(RandomMasks.Pairs, pair =>
        pair.A.Mask.IntersectionArea(pair.B.Mask) == pair.A.Pixels.Zip(pair.B.Pixels).Count(both => both.First != 0 && both.Second != 0))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Masks_of_different_images_cannot_be_compared() =>
        Assert.Throws<ArgumentException>(() => new Mask(Size).IntersectionArea(new(new ImageSize(4, 6))));

    [Fact]
    public void Equality_is_about_pixels() => Prop.ForAll(RandomMasks.Pairs, pair =>
    {
        Mask a = pair.A.Mask, again = Mask.FromRle(a.ToRle()), b = pair.B.Mask;
        return a.Equals(again) && a.GetHashCode() == again.GetHashCode() && a.Equals(b) == pair.A.Pixels.SequenceEqual(pair.B.Pixels);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Memory_follows_the_object_and_not_the_image()
    {
        var pixels = new byte[2000 * 2000];
        pixels[2000 * 1500 + 1500] = 1;
        Assert.Equal(new PixelRectangle(1500, 1500, 1, 1), Mask.FromPixels(pixels, new(2000, 2000)).Region);
    }

    [Fact]
    public void Pixels_must_fit_the_size()
    {
        Assert.Throws<ArgumentException>(() => Mask.FromPixels(new byte[23], Size));
        Assert.Throws<ArgumentException>(() => new Mask(Size).CopyTo(new byte[25]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Mask(new(-1, 4)));
    }

    private static IEnumerable<(int X, int Y)> AllPixels(ImageSize size) =>
        from y in Enumerable.Range(0, size.Height) from x in Enumerable.Range(0, size.Width) select (x, y);

    private static byte[] Pixels(Mask mask)
    {
        var pixels = Enumerable.Repeat((byte)9, (int)mask.Size.PixelCount).ToArray();
        mask.CopyTo(pixels);
        return pixels;
    }
}
