using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Runtime.Blocks.Visualizations;

/// <summary>Makes colour schemes of what workflows say, and keeps the last one: a step mostly asks for the same.</summary>
internal sealed class SchemeCache
{
    private Entry? last;

    /// <summary>The colour scheme.</summary>
    /// <exception cref="FormatException">A custom colour is none.</exception>
    /// <exception cref="ArgumentException">The palette is custom, but there are no colours, or its size is below 1.</exception>
    public ColorScheme Get(ColorPalette palette, long size, IReadOnlyList<string> customColors, ColorAxis axis)
    {
        var known = last;
        if (known is null || known.Palette != palette || known.Size != size || known.Axis != axis || !known.CustomColors.AsSpan().SequenceEqual([.. customColors]))
        {
            last = known = new(palette, size, [.. customColors], axis, Make(palette, size, customColors, axis));
        }

        return known.Scheme;
    }

    private static ColorScheme Make(ColorPalette palette, long size, IReadOnlyList<string> customColors, ColorAxis axis) => new(
        palette == ColorPalette.Custom
            ? new Palette(customColors.Select(Rgb.Parse))
            : Palette.Named(palette.ToText(), (int)Math.Clamp(size, int.MinValue, int.MaxValue)),
        axis switch
        {
            ColorAxis.Index => ColorBy.Index,
            ColorAxis.Track => ColorBy.Track,
            _ => ColorBy.Class,
        });

    private sealed record Entry(ColorPalette Palette, long Size, string[] CustomColors, ColorAxis Axis, ColorScheme Scheme);
}
