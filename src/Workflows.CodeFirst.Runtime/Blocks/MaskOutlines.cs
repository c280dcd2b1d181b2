using System.Collections.Immutable;

namespace Workflows.CodeFirst.Runtime.Blocks;

/// <summary>Outlines of masks.</summary>
internal static class MaskOutlines
{
    private const int LeastPoints = 3;

    /// <summary>The outline with the most points, of three or more.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static ImmutableArray<ImagePoint> Longest(Mask mask) => LongestOrEmpty(mask) is { IsEmpty: false } longest
        ? longest
        : throw new ArgumentException("A mask is empty, or so small that it has no outline.");

    /// <summary>The outline with the most points, of three or more; empty when there is none.</summary>
    public static ImmutableArray<ImagePoint> LongestOrEmpty(Mask mask)
    {
        var longest = ImmutableArray<ImagePoint>.Empty;
        foreach (var contour in mask.FindContours(MaskContours.All))
        {
            longest = contour.Length >= LeastPoints && contour.Length > longest.Length ? contour : longest;
        }

        return longest;
    }
}
