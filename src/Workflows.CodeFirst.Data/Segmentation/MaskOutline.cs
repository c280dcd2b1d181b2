namespace Workflows.CodeFirst;

/// <summary>Which outline of a mask stands for all of it, where there are several.</summary>
public enum MaskOutline
{
    /// <summary>
    /// The outer outline with the most points, as models report polygons. May have one or two points; none for an empty mask.
    /// </summary>
    MostPoints,

    /// <summary>
    /// The outline that encloses the largest area, outlines of holes included, as workflows serialise masks. The last point is repeated
    /// until there are three.
    /// </summary>
    LargestArea,
}

/// <summary>Which outlines of a mask to list.</summary>
public enum MaskContours
{
    /// <summary>The outlines of objects that lie in no hole of another.</summary>
    External,

    /// <summary>The outlines of all objects and of the holes in them, outer ones before those inside them.</summary>
    All,
}
