using System.Collections.Immutable;
using Workflows.CodeFirst.Imaging.Drawing;

namespace Workflows.CodeFirst.Imaging;

/// <summary>A list of colours to tell things apart by, used over and over.</summary>
public sealed class Palette
{
    private readonly ImmutableArray<Rgb> colors;

    /// <summary>A palette of colours of one's own.</summary>
    /// <param name="colors">The colours, one or more.</param>
    /// <exception cref="ArgumentException">There is no colour.</exception>
    public Palette(params IEnumerable<Rgb> colors)
    {
        this.colors = [.. colors];
        if (this.colors.IsEmpty)
        {
            throw new ArgumentException("A palette needs at least one colour.", nameof(colors));
        }
    }

    /// <summary>Twenty-one strong colours.</summary>
    public static Palette Default { get; } = OfDigits(
        "A351FBFF4040FFA1A0FF7633FFB633D1D4354CFB1294CF1A40DE8A1B964000D6C12E9CAA00C4FF3647976675FF0019EF863AFF530087CD3AFFFF97CAFF39C9");

    /// <summary>Six violets.</summary>
    public static Palette Roboflow { get; } = OfDigits("C28DFCA351FB8315F96706CE5905B34D049A");

    /// <summary>Seventeen colours of older programs.</summary>
    public static Palette Legacy { get; } = OfDigits(
        "A351FBE6194B3CB44BFFE1190082C8F58231911EB446F0F0F032E6D2F53CFABEBE008080E6BEFFAA6E28FFFAC8800000AAFFC3");

    /// <summary>The number of different colours.</summary>
    public int Count => colors.Length;

    /// <summary>The colour of a number; numbers beyond the last colour, and negative ones, start over.</summary>
    /// <param name="index">The number, such as a class's or a tracker's.</param>
    public Rgb this[int index]
    {
        get
        {
            int place = index % colors.Length;
            return colors[place < 0 ? place + colors.Length : place];
        }
    }

    /// <summary>
    /// The palette of a name: <c>DEFAULT</c>, <c>ROBOFLOW</c>, <c>LEGACY</c>, or one of Matplotlib's colour maps with or without <c>Matplotlib</c> in
    /// front: Viridis, Plasma, Inferno, Magma, Cividis, Pastel1, Pastel2, Paired, Accent, Dark2, Set1, Set2, Set3, Tab10, Tab20, Tab20b, Tab20c.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="size">How many colours, evenly spread, to take from a colour map; 1 or more.</param>
    /// <exception cref="ArgumentException">There is no palette of that name, or the size is below 1.</exception>
    public static Palette Named(string name, int size = 10)
    {
        ArgumentNullException.ThrowIfNull(name);
        switch (name)
        {
            case "DEFAULT":
                return Default;
            case "ROBOFLOW":
                return Roboflow;
            case "LEGACY":
                return Legacy;
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
#pragma warning disable CA1308 // the maps' names are lower case
        string map = name.Replace("Matplotlib ", "", StringComparison.Ordinal).ToLowerInvariant();
#pragma warning restore CA1308
        var all = OfDigits(ColorMaps.Find(map) ?? throw new ArgumentException(
            $"There is no palette '{name}'. There are DEFAULT, ROBOFLOW, LEGACY and Matplotlib's Viridis, Plasma, Inferno, Magma, Cividis, Pastel1, Pastel2, Paired, "
            + "Accent, Dark2, Set1, Set2, Set3, Tab10, Tab20, Tab20b and Tab20c.",
            nameof(name)));
        var picked = new Rgb[size];
        for (int i = 0; i < size; i++)
        {
            double position = i == 0 ? 0 : i == size - 1 ? 1 : i * (1.0 / (size - 1));
            picked[i] = all.colors[Math.Min((int)(position * all.Count), all.Count - 1)];
        }

        return new(picked);
    }

    private static Palette OfDigits(string digits)
    {
        var colors = new Rgb[digits.Length / 6];
        for (int i = 0; i < colors.Length; i++)
        {
            colors[i] = Rgb.Parse($"#{digits.AsSpan(i * 6, 6)}");
        }

        return new(colors);
    }
}
