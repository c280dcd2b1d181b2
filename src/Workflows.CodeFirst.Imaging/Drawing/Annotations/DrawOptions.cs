using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst;

/// <summary>What <c>image.Draw(detections)</c> draws, and how. Sizes that are left out follow from the size of the image.</summary>
public sealed record DrawOptions
{
    /// <summary>The options that are used when none are given.</summary>
    public static DrawOptions Default { get; } = new();

    /// <summary>The colour of each detection; by class by default.</summary>
    public ColorScheme Colors { get; init; } = ColorScheme.Default;

    /// <summary>The thickness of lines in pixels.</summary>
    public int? Thickness { get; init; }

    /// <summary>The size of texts in pixels.</summary>
    public double? TextSize { get; init; }

    /// <summary>Whether to draw the boxes.</summary>
    public bool Boxes { get; init; } = true;

    /// <summary>The text of a detection, null for none; its tracker, class and score by default.</summary>
    public Func<Detections, int, string?> Label { get; init; } = DefaultLabel;

    /// <summary>How much masks cover: 0 not at all, 1 wholly.</summary>
    public double MaskOpacity { get; init; } = 0.4;

    private static string DefaultLabel(Detections detections, int row)
    {
        string name = row < detections.ClassNames.Length ? detections.ClassNames[row] : "";
        string score = row < detections.Confidences.Length ? FormattableString.Invariant($" {detections.Confidences[row]:P0}").Replace(" %", "%", StringComparison.Ordinal) : "";
        string tracker = row < detections.TrackerIds.Length ? FormattableString.Invariant($"#{detections.TrackerIds[row]} ") : "";
        return $"{tracker}{name}{score}".Trim();
    }
}
