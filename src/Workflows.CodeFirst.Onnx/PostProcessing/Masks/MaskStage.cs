using System.Collections.Immutable;

namespace Workflows.CodeFirst.Onnx;

/// <summary>Makes the masks of the boxes that were selected.</summary>
internal abstract class MaskStage
{
    /// <summary>Whether an outline comes with each mask.</summary>
    public virtual bool HasPolygons => false;

    /// <summary>Decodes one mask for each row.</summary>
    /// <param name="outputs">The network's outputs for one image.</param>
    /// <param name="coefficients">Mask coefficients by anchor, where the network has them.</param>
    /// <param name="geometry">How the network's input was made.</param>
    /// <param name="options">What the caller asked for.</param>
    /// <param name="rows">Rows of the scratch's candidates.</param>
    /// <param name="scratch">Candidates and memory.</param>
    /// <param name="masks">Receives the masks, in image pixels.</param>
    /// <param name="polygons">Receives the outlines, where <see cref="HasPolygons"/>.</param>
    public abstract void Decode(
        ReadOnlySpan<Tensor> outputs, ExtraValues coefficients, in InputGeometry geometry, PredictionOptions options, ReadOnlySpan<int> rows,
        DecodeScratch scratch, Span<Mask> masks, Span<ImmutableArray<ImagePoint>> polygons);
}
