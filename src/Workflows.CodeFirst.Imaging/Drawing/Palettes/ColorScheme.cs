namespace Workflows.CodeFirst.Imaging;

/// <summary>Gives every detection a colour.</summary>
/// <param name="Palette">The colours.</param>
/// <param name="By">Which number of a detection chooses among them.</param>
public sealed record ColorScheme(Palette Palette, ColorBy By = ColorBy.Class)
{
    /// <summary>Strong colours by class.</summary>
    public static ColorScheme Default { get; } = new(Palette.Default);

    /// <summary>The colour of a detection. One that a tracker has seen but not yet confirmed (number -1) is grey.</summary>
    /// <param name="detections">The detections.</param>
    /// <param name="row">The row of the detection.</param>
    /// <exception cref="ArgumentException">The detections lack the number.</exception>
    public Rgb Of(Detections detections, int row)
    {
        ArgumentNullException.ThrowIfNull(detections);
        switch (By)
        {
            case ColorBy.Index:
                return Palette[row];
            case ColorBy.Track:
                Require(detections.TrackerIds.Length > row, "tracker numbers: run a tracker first");
                return detections.TrackerIds[row] == -1 ? Rgb.Grey : Palette[detections.TrackerIds[row]];
            default:
                Require(detections.ClassIds.Length > row, "class numbers");
                return Palette[detections.ClassIds[row]];
        }
    }

    private void Require(bool present, string what)
    {
        if (!present)
        {
            throw new ArgumentException($"Colours by {By} need {what}, or choose another way to assign them.");
        }
    }
}
