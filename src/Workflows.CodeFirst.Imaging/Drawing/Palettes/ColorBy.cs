namespace Workflows.CodeFirst.Imaging;

/// <summary>Which number of a detection decides on its colour.</summary>
public enum ColorBy
{
    /// <summary>Its class.</summary>
    Class,

    /// <summary>Its place in the list.</summary>
    Index,

    /// <summary>Its tracker.</summary>
    Track,
}
