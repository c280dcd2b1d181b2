namespace Workflows.CodeFirst.Imaging;

/// <summary>Where a label is put: the point of the box that it is tied to. It lies outside of the box, but for the centre.</summary>
public enum LabelPosition
{
    /// <summary>Above the top left corner, to the right.</summary>
    TopLeft,

    /// <summary>Above the middle of the top edge.</summary>
    TopCenter,

    /// <summary>Above the top right corner, to the left.</summary>
    TopRight,

    /// <summary>To the left of the middle of the left edge.</summary>
    CenterLeft,

    /// <summary>Around the centre.</summary>
    Center,

    /// <summary>To the right of the middle of the right edge.</summary>
    CenterRight,

    /// <summary>Below the bottom left corner, to the right.</summary>
    BottomLeft,

    /// <summary>Below the middle of the bottom edge.</summary>
    BottomCenter,

    /// <summary>Below the bottom right corner, to the left.</summary>
    BottomRight,
}
