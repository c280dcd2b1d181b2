using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Workflows.CodeFirst.Onnx;

/// <summary>Detections with the keypoints that are visible.</summary>
internal sealed class KeypointDecoder(DecoderSpec spec, BoxStage stage, KeypointStage keypoints, FamilyDefaults defaults)
    : Decoder<KeypointDetections>
{
    private readonly ImmutableArray<ImmutableArray<string>> names = NamesByClass(spec, stage.Classes);

    protected override KeypointDetections DecodeImage(
        ReadOnlySpan<Tensor> outputs, in InputGeometry geometry, PredictionOptions options, DecodeScratch scratch)
    {
        var rows = stage.Select(outputs, geometry, options, scratch);
        var found = stage.Fill(KeypointDetections.Empty, rows, geometry, scratch.Candidates) with { Skeletons = spec.Skeletons };
        if (rows.IsEmpty)
        {
            return found;
        }

        var columns = new KeypointColumns(rows.Length, keypoints.HasCovariances);
        float threshold = (float)(options.KeypointConfidence ?? defaults.KeypointConfidence);
        var extras = stage.Extras(outputs);
        for (int i = 0; i < rows.Length; i++)
        {
            int classId = found.ClassIds[i];
            var own = classId < names.Length ? names[classId] : [];
            keypoints.Decode(extras, scratch.Candidates.Anchors[rows[i]], own, threshold, geometry, columns, i);
        }

        return found with
        {
            Keypoints = ImmutableCollectionsMarshal.AsImmutableArray(columns.Keypoints),
            Covariances = ImmutableCollectionsMarshal.AsImmutableArray(columns.Covariances),
        };
    }

    private static ImmutableArray<ImmutableArray<string>> NamesByClass(DecoderSpec spec, ClassTable classes)
    {
        var names = new ImmutableArray<string>[classes.Names.Length];
        Array.Fill(names, []);
        foreach (var skeleton in spec.Skeletons)
        {
            if ((uint)skeleton.ClassId < (uint)names.Length)
            {
                names[skeleton.ClassId] = skeleton.KeypointNames;
            }
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(names);
    }
}

/// <summary>The columns that keypoints fill.</summary>
internal readonly struct KeypointColumns(int rows, bool hasCovariances)
{
    public ImmutableArray<Keypoint>[] Keypoints { get; } = new ImmutableArray<Keypoint>[rows];

    public ImmutableArray<PointCovariance>[] Covariances { get; } = hasCovariances ? new ImmutableArray<PointCovariance>[rows] : [];
}
