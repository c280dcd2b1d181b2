namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// Turns the network's outputs for one image into a result. A decoder is immutable and may be used by many threads; what it needs to
/// work with lives in the <see cref="DecodeScratch"/>, which belongs to one run at a time.
/// </summary>
/// <remarks>
/// Made by <see cref="Decoders"/>. A caller slices the batch dimension off, hands over the outputs in the graph's order and keeps the
/// scratch for its next run: once the scratch has grown to the model's size, nothing but the result is allocated.
/// <para>
/// A box, keypoint or pixel with a number that is not finite is dropped: results never hold NaN or infinity.
/// </para>
/// </remarks>
/// <typeparam name="TResult">What comes out: <see cref="Detections"/>, <see cref="KeypointDetections"/>, ...</typeparam>
internal abstract class Decoder<TResult>
{
    /// <summary>Decodes the outputs of one image.</summary>
    /// <param name="outputs">All outputs of the graph in its order, the batch dimension taken off.</param>
    /// <param name="geometry">How the network's input was made from the image.</param>
    /// <param name="options">What the caller asked for.</param>
    /// <param name="scratch">Reusable memory; used by one call at a time.</param>
    /// <exception cref="ModelOutputException">The outputs do not have the shapes that the model's family has.</exception>
    public TResult Decode(ReadOnlySpan<Tensor> outputs, in InputGeometry geometry, PredictionOptions options, DecodeScratch scratch)
    {
        scratch.Reset();
        return DecodeImage(outputs, geometry, options, scratch);
    }

    /// <inheritdoc cref="Decode"/>
    protected abstract TResult DecodeImage(
        ReadOnlySpan<Tensor> outputs, in InputGeometry geometry, PredictionOptions options, DecodeScratch scratch);
}
