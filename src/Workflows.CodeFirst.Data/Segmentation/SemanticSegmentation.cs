using System.Collections.Immutable;

namespace Workflows.CodeFirst;

/// <summary>A class and a score for every pixel of an image, row by row from the top.</summary>
public sealed record SemanticSegmentation
{
    /// <summary>The size of the image that was looked at.</summary>
    public required ImageSize Size { get; init; }

    /// <summary>The class number of every pixel: width × height bytes.</summary>
    public required ReadOnlyMemory<byte> ClassMap { get; init; }

    /// <summary>The score of every pixel, 0 to 255 for 0 to 1: width × height bytes.</summary>
    public required ReadOnlyMemory<byte> ConfidenceMap { get; init; }

    /// <summary>The names of the classes by number.</summary>
    public required ImmutableArray<string> ClassNames { get; init; }
}
