namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// The memory that decoders work in. It grows to what a model needs and is then reused: keep one for each run that can be under way at
/// the same time. Not safe for use by two calls at once.
/// </summary>
internal sealed class DecodeScratch
{
    /// <summary>The boxes that passed the threshold.</summary>
    public Candidates Candidates { get; } = new();

    /// <summary>Anchors, scores and classes that a scan found.</summary>
    public GrowBuffer<int> ScanAnchors;

    /// <inheritdoc cref="ScanAnchors"/>
    public GrowBuffer<float> ScanScores;

    /// <inheritdoc cref="ScanAnchors"/>
    public GrowBuffer<int> ScanClasses;

    /// <summary>Sort keys: a score and a number in one word.</summary>
    public GrowBuffer<ulong> SortKeys;

    /// <summary>The columns of the boxes that suppression kept so far.</summary>
    public GrowBuffer<float> KeptBoxes;

    /// <summary>The rows of <see cref="Candidates"/> that are returned, in the order in which they are.</summary>
    public GrowBuffer<int> Rows;

    /// <summary>Numbers for whatever else one step needs.</summary>
    public GrowBuffer<float> Values;

    /// <inheritdoc cref="Values"/>
    public GrowBuffer<float> MoreValues;
}
