using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Workflows.CodeFirst.Onnx;

/// <summary>Detections with a mask each.</summary>
internal sealed class InstanceDecoder(BoxStage boxes, MaskStage masks) : Decoder<InstanceDetections>
{
    protected override InstanceDetections DecodeImage(
        ReadOnlySpan<Tensor> outputs, in InputGeometry geometry, PredictionOptions options, DecodeScratch scratch)
    {
        var rows = boxes.Select(outputs, geometry, options, scratch);
        var found = boxes.Fill(InstanceDetections.Empty, rows, geometry, scratch.Candidates);
        if (rows.IsEmpty)
        {
            return found;
        }

        var decoded = new Mask[rows.Length];
        var polygons = masks.HasPolygons ? new ImmutableArray<ImagePoint>[rows.Length] : [];
        masks.Decode(outputs, boxes.Extras(outputs), geometry, options, rows, scratch, decoded, polygons);
        return found with
        {
            Masks = ImmutableCollectionsMarshal.AsImmutableArray(decoded),
            Polygons = ImmutableCollectionsMarshal.AsImmutableArray(polygons),
        };
    }
}
