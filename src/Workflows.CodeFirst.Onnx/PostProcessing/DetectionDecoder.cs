namespace Workflows.CodeFirst.Onnx;

/// <summary>Boxes and classes.</summary>
internal sealed class DetectionDecoder(BoxStage stage) : Decoder<Detections>
{
    protected override Detections DecodeImage(
        ReadOnlySpan<Tensor> outputs, in InputGeometry geometry, PredictionOptions options, DecodeScratch scratch)
    {
        var rows = stage.Select(outputs, geometry, options, scratch);
        return stage.Fill(Detections.Empty, rows, geometry, scratch.Candidates);
    }
}
