namespace Workflows.CodeFirst.Onnx;

/// <summary>Boxes and classes.</summary>
internal sealed class DetectionDecoder(BoxStage stage) : Decoder<Detections>
{
    public override Detections Decode(
        ReadOnlySpan<Tensor> outputs, in InputGeometry geometry, PredictionOptions options, DecodeScratch scratch)
    {
        var rows = stage.Select(outputs, options, scratch);
        return stage.Fill(Detections.Empty, rows, geometry, scratch.Candidates);
    }
}
