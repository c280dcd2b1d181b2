using System.Buffers;
using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Workflows.CodeFirst;

/// <summary>
/// Which pixels of an image belong to an object. Immutable; one bit a pixel of the object's surroundings, so that memory and most work
/// grow with the object and not with the image.
/// </summary>
public sealed class Mask : IEquatable<Mask>
{
    private readonly BitPlane bits;
    private long area = -1;

    /// <summary>A mask with no pixel set.</summary>
    /// <param name="size">The size of the image.</param>
    public Mask(ImageSize size)
        : this(size, default, new(0, 0))
    {
    }

    /// <summary>A mask whose set pixels all lie in a region.</summary>
    /// <param name="size">The size of the image.</param>
    /// <param name="region">Where the bits lie; inside the image.</param>
    /// <param name="bits">The bits of the region; from now on the mask's.</param>
    internal Mask(ImageSize size, PixelRectangle region, BitPlane bits)
    {
        if (size.Width < 0 || size.Height < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(size), $"A mask cannot have the size {size}.");
        }

        Size = size;
        Region = region;
        this.bits = bits;
    }

    /// <summary>The size of the image that the mask covers.</summary>
    public ImageSize Size { get; }

    /// <summary>Outside this part of the image no pixel is set. It may be larger than need be: see <see cref="Bounds"/>.</summary>
    public PixelRectangle Region { get; }

    /// <summary>Whether no pixel is set.</summary>
    public bool IsEmpty => Area == 0;

    /// <summary>Number of set pixels.</summary>
    public long Area => area >= 0 ? area : area = bits.CountBits();

    /// <summary>The smallest rectangle that holds all set pixels; empty for an empty mask.</summary>
    public PixelRectangle Bounds
    {
        get
        {
            int left = int.MaxValue, top = int.MaxValue, right = -1, bottom = -1;
            for (int y = 0; y < Region.Height; y++)
            {
                var row = bits.Row(y);
                int first = BitPlane.Next(row, 0, true, Region.Width);
                if (first == Region.Width)
                {
                    continue;
                }

                left = Math.Min(left, first);
                right = Math.Max(right, Last(row));
                top = Math.Min(top, y);
                bottom = y;
            }

            return right < 0 ? default : new(Region.X + left, Region.Y + top, right - left + 1, bottom - top + 1);
        }
    }

    /// <summary>The bits of <see cref="Region"/>.</summary>
    internal BitPlane Bits => bits;

    /// <summary>A mask from one byte a pixel: everything but 0 is set.</summary>
    /// <param name="pixels">Row by row from the top; width × height bytes.</param>
    /// <param name="size">The size of the image.</param>
    /// <exception cref="ArgumentException">There are not width × height bytes.</exception>
    public static Mask FromPixels(ReadOnlySpan<byte> pixels, ImageSize size)
    {
        CheckLength(pixels.Length, size, nameof(pixels));
        var region = PixelBounds(pixels, size);
        var plane = new BitPlane(region.Width, region.Height);
        for (int y = 0; y < region.Height; y++)
        {
            var source = pixels.Slice((region.Y + y) * size.Width + region.X, region.Width);
            for (int x = source.IndexOfAnyExcept((byte)0); (uint)x < (uint)source.Length;)
            {
                int length = source[x..].IndexOf((byte)0);
                int end = length < 0 ? source.Length : x + length;
                plane.Fill(x, end, y);
                int next = source[end..].IndexOfAnyExcept((byte)0);
                x = next < 0 ? source.Length : end + next;
            }
        }

        return new(size, region, plane);
    }

    /// <summary>The pixels inside a polygon and on its sides, as OpenCV's <c>fillPoly</c> fills it.</summary>
    /// <param name="polygon">
    /// The vertices; fractions are cut off. They may lie outside the image. Sides may cross: what an even number of them encloses stays unset.
    /// </param>
    /// <param name="size">The size of the image.</param>
    public static Mask FromPolygon(ReadOnlySpan<ImagePoint> polygon, ImageSize size)
    {
        var pooled = ArrayPool<(int X, int Y)>.Shared.Rent(Math.Max(1, polygon.Length));
        var vertices = pooled.AsSpan(0, polygon.Length);
        PolygonFiller.Truncate(polygon, vertices);
        var region = PolygonFiller.Bounds(vertices, size);
        var plane = new BitPlane(region.Width, region.Height);
        PolygonFiller.Fill(vertices, size, region, plane);
        ArrayPool<(int X, int Y)>.Shared.Return(pooled);
        return new(size, region, plane);
    }

    /// <summary>The mask that a run-length encoding describes.</summary>
    /// <param name="rle">The encoding.</param>
    /// <exception cref="FormatException">It is not a valid encoding of an image of its size.</exception>
    public static Mask FromRle(CocoRle rle)
    {
        ArgumentNullException.ThrowIfNull(rle);
        var (region, plane) = MaskRunLengths.Decode(rle);
        return new(rle.Size, region, plane);
    }

    /// <summary>Whether a pixel is set; false outside the image.</summary>
    /// <param name="x">The column.</param>
    /// <param name="y">The row.</param>
    public bool Contains(int x, int y)
    {
        int column = x - Region.X, row = y - Region.Y;
        return (uint)column < (uint)Region.Width && (uint)row < (uint)Region.Height && bits[column, row];
    }

    /// <summary>The mask as COCO's compressed run-length encoding.</summary>
    public CocoRle ToRle() => MaskRunLengths.Encode(Size, Region, bits);

    /// <summary>The outline that stands for the mask: the pixels at which its direction changes, whole numbers.</summary>
    /// <param name="outline">Which one, where there are several.</param>
    /// <returns>The points, starting at the topmost pixel and going down first; empty when no pixel is set.</returns>
    public ImmutableArray<ImagePoint> ToPolygon(MaskOutline outline = MaskOutline.MostPoints)
    {
        using var tracer = ContourTracer.Trace(bits, outline == MaskOutline.MostPoints ? MaskContours.External : MaskContours.All);
        if (tracer.Contours.Count == 0)
        {
            return [];
        }

        if (outline == MaskOutline.LargestArea)
        {
            return Points(LargestArea(tracer), least: 3);
        }

        return Points(tracer.MostPoints(), least: 0);
    }

    /// <summary>
    /// The outlines of the mask's objects, in the order, with the points and the directions of OpenCV's <c>findContours</c>
    /// (<c>CHAIN_APPROX_SIMPLE</c>): counter-clockwise on the screen around objects, clockwise around holes.
    /// </summary>
    /// <param name="contours">Which ones.</param>
    public ImmutableArray<ImmutableArray<ImagePoint>> FindContours(MaskContours contours = MaskContours.External)
    {
        using var tracer = ContourTracer.Trace(bits, contours);
        var found = new ImmutableArray<ImagePoint>[tracer.Contours.Count];
        int i = 0;
        foreach (int index in tracer.Order())
        {
            found[i++] = Points(tracer.PointsOf(tracer.Contours[index]), least: 0);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(found);
    }

    /// <summary>Writes one byte a pixel.</summary>
    /// <param name="pixels">Receives width × height bytes, row by row from the top.</param>
    /// <param name="set">What to write where the mask is set; 0 is written elsewhere.</param>
    /// <exception cref="ArgumentException">There is no room for exactly width × height bytes.</exception>
    public void CopyTo(Span<byte> pixels, byte set = 1)
    {
        CheckLength(pixels.Length, Size, nameof(pixels));
        pixels.Clear();
        for (int y = 0; y < Region.Height; y++)
        {
            var row = bits.Row(y);
            var target = pixels.Slice((Region.Y + y) * Size.Width + Region.X, Region.Width);
            for (int x = BitPlane.Next(row, 0, true, target.Length); x < target.Length;)
            {
                int end = BitPlane.Next(row, x, false, target.Length);
                target[x..end].Fill(set);
                x = BitPlane.Next(row, end, true, target.Length);
            }
        }
    }

    /// <summary>The part of the mask that lies in a rectangle, as a mask of the rectangle's size.</summary>
    /// <param name="rectangle">A rectangle of the image; may reach outside, where nothing is set.</param>
    public Mask Crop(PixelRectangle rectangle) => Place(new(rectangle.Width, rectangle.Height), -rectangle.X, -rectangle.Y);

    /// <summary>The mask as a part of another image; what falls outside is cut off.</summary>
    /// <param name="size">The size of the other image.</param>
    /// <param name="x">The column of the other image at which this mask's image starts; may be negative.</param>
    /// <param name="y">The row of the other image at which this mask's image starts; may be negative.</param>
    public Mask Place(ImageSize size, int x, int y)
    {
        var moved = Region with { X = Region.X + x, Y = Region.Y + y };
        var target = moved.Intersect(new(0, 0, size.Width, size.Height));
        if (target == moved)
        {
            return new(size, moved, bits);
        }

        var plane = new BitPlane(target.Width, target.Height);
        for (int row = 0; row < target.Height; row++)
        {
            BitPlane.Shift(bits.Row(target.Y - moved.Y + row), target.X - moved.X, target.Width, plane.Row(row));
        }

        return new(size, target, plane);
    }

    /// <summary>Number of pixels that are set in both of two masks of one image.</summary>
    /// <param name="other">The other mask.</param>
    /// <exception cref="ArgumentException">The masks cover images of different sizes.</exception>
    public long IntersectionArea(Mask other)
    {
        CheckSize(other);
        var common = Region.Intersect(other.Region);
        int words = BitPlane.Stride(common.Width);
        Span<ulong> mine = words <= 128 ? stackalloc ulong[words] : new ulong[words];
        Span<ulong> theirs = words <= 128 ? stackalloc ulong[words] : new ulong[words];
        long count = 0;
        for (int y = common.Y; y < common.Bottom; y++)
        {
            BitPlane.Shift(bits.Row(y - Region.Y), common.X - Region.X, common.Width, mine);
            BitPlane.Shift(other.bits.Row(y - other.Region.Y), common.X - other.Region.X, common.Width, theirs);
            for (int i = 0; i < words; i++)
            {
                count += BitOperations.PopCount(mine[i] & theirs[i]);
            }
        }

        return count;
    }

    /// <summary>The pixels that are set in one or both of two masks of one image.</summary>
    /// <param name="other">The other mask.</param>
    /// <exception cref="ArgumentException">The masks cover images of different sizes.</exception>
    public Mask Union(Mask other) => MaskCombination.Union(this, other);

    /// <summary>The pixels that are set in both of two masks of one image.</summary>
    /// <param name="other">The other mask.</param>
    /// <exception cref="ArgumentException">The masks cover images of different sizes.</exception>
    public Mask Intersect(Mask other) => MaskCombination.Intersect(this, other);

    /// <summary>Whether the same pixels of an image of the same size are set.</summary>
    /// <param name="other">The other mask.</param>
    public bool Equals(Mask? other) =>
        ReferenceEquals(this, other) || (other is not null && other.Size == Size && other.Area == Area && IntersectionArea(other) == Area);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Mask);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Size, Area, Bounds);

    /// <inheritdoc/>
    public override string ToString() => $"{Area} of {Size}";

    internal void CheckSize(Mask other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Size != Size)
        {
            throw new ArgumentException($"A mask of a {other.Size} image does not go with one of a {Size} image.", nameof(other));
        }
    }

    private static int Last(ReadOnlySpan<ulong> row)
    {
        int word = row.LastIndexOfAnyExcept(0ul);
        return (word << 6) + BitOperations.Log2(row[word]);
    }

    private static void CheckLength(int length, ImageSize size, string name)
    {
        if (length != size.PixelCount)
        {
            throw new ArgumentException($"A mask of a {size} image has {size.PixelCount} pixels, but there are {length} bytes.", name);
        }
    }

    private static PixelRectangle PixelBounds(ReadOnlySpan<byte> pixels, ImageSize size)
    {
        int left = int.MaxValue, top = int.MaxValue, right = -1, bottom = -1;
        for (int y = 0; y < size.Height; y++)
        {
            var row = pixels.Slice(y * size.Width, size.Width);
            int first = row.IndexOfAnyExcept((byte)0);
            if (first >= 0)
            {
                left = Math.Min(left, first);
                right = Math.Max(right, row.LastIndexOfAnyExcept((byte)0));
                top = Math.Min(top, y);
                bottom = y;
            }
        }

        return right < 0 ? default : new(left, top, right - left + 1, bottom - top + 1);
    }

    private static ReadOnlySpan<ContourTracer.Point> LargestArea(ContourTracer tracer)
    {
        double largest = -1;
        ReadOnlySpan<ContourTracer.Point> best = [];
        foreach (int index in tracer.Order())
        {
            var points = tracer.PointsOf(tracer.Contours[index]);
            double twice = 0;
            var previous = points[^1];
            foreach (var point in points)
            {
                twice += (double)previous.X * point.Y - (double)previous.Y * point.X;
                previous = point;
            }

            if (Math.Abs(twice) > largest)
            {
                largest = Math.Abs(twice);
                best = points;
            }
        }

        return best;
    }

    private ImmutableArray<ImagePoint> Points(ReadOnlySpan<ContourTracer.Point> points, int least)
    {
        var polygon = new ImagePoint[Math.Max(points.Length, least)];
        for (int i = 0; i < polygon.Length; i++)
        {
            var point = points[Math.Min(i, points.Length - 1)];
            polygon[i] = new(point.X + Region.X, point.Y + Region.Y);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(polygon);
    }
}
