namespace Workflows.CodeFirst.Imaging;

/// <summary>How labels look: stroke text on a filled box.</summary>
public sealed record LabelStyle
{
    /// <summary>The style that is used when none is given.</summary>
    public static LabelStyle Default { get; } = new();

    /// <summary>The point of the detection's box that the label is tied to.</summary>
    public LabelPosition Position { get; init; } = LabelPosition.TopLeft;

    /// <summary>The colour of the text.</summary>
    public Rgb TextColor { get; init; } = Rgb.White;

    /// <summary>The size of the text; 1 makes capitals 21 pixels high.</summary>
    public double TextScale { get; init; } = 0.5;

    /// <summary>The thickness of the text's strokes in pixels.</summary>
    public int TextThickness { get; init; } = 1;

    /// <summary>Pixels between the text and the edges of its box, and between lines.</summary>
    public int Padding { get; init; } = 10;

    /// <summary>The radius of the box's corners in pixels.</summary>
    public int BorderRadius { get; init; }
}
