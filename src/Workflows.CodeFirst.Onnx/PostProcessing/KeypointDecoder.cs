using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Workflows.CodeFirst.Onnx;

/// <summary>Detections with keypoints: the extras of an anchor are triples of column, row and score in network pixels.</summary>
internal sealed class KeypointDecoder(DecoderSpec spec, BoxStage stage, FamilyDefaults defaults) : Decoder<KeypointDetections>
{
    public override KeypointDetections Decode(
        ReadOnlySpan<Tensor> outputs, in InputGeometry geometry, PredictionOptions options, DecodeScratch scratch)
    {
        var rows = stage.Select(outputs, options, scratch);
        var extras = stage.Extras(outputs);
        var found = stage.Fill(KeypointDetections.Empty, rows, geometry, scratch.Candidates);
        float threshold = (float)(options.KeypointConfidence ?? defaults.KeypointConfidence);
        var keypoints = new ImmutableArray<Keypoint>[rows.Length];
        var points = scratch.Values.Take(extras.Count);
        for (int i = 0; i < rows.Length; i++)
        {
            int anchor = scratch.Candidates.Anchors[rows[i]];
            for (int k = 0; k < points.Length; k++)
            {
                points[k] = extras[anchor, k];
            }

            var names = NamesOf(found.ClassIds[i]);
            keypoints[i] = spec.Format == PackageFormat.Legacy
                ? Legacy(points, names, threshold, LegacyMapping.ForKeypoints(geometry))
                : Current(points, names, threshold, new CurrentMapping(geometry));
        }

        return found with { Keypoints = ImmutableCollectionsMarshal.AsImmutableArray(keypoints), Skeletons = spec.Skeletons };
    }

    private static ImmutableArray<Keypoint> Current(ReadOnlySpan<float> points, ImmutableArray<string> names, float threshold, CurrentMapping mapping)
    {
        int slots = Math.Min(points.Length / 3, names.Length);
        var visible = new KeypointBuilder(slots);
        for (int k = 0; k < slots; k++)
        {
            float x = mapping.X(points[3 * k]), y = mapping.Y(points[3 * k + 1]), score = points[3 * k + 2];

            // A slot below the threshold counts as zero, and nothing at zero is reported.
            if (score >= threshold && score > 0 && float.IsFinite(x) && float.IsFinite(y) && float.IsFinite(score))
            {
                visible.Add(new(CurrentMapping.Round(x), CurrentMapping.Round(y), score, k, names[k]));
            }
        }

        return visible.ToArray();
    }

    private static ImmutableArray<Keypoint> Legacy(ReadOnlySpan<float> points, ImmutableArray<string> names, float threshold, LegacyMapping mapping)
    {
        int slots = Math.Min(points.Length / 3, names.Length);
        var visible = new KeypointBuilder(slots);
        for (int k = 0; k < slots; k++)
        {
            float x = points[3 * k], y = points[3 * k + 1], score = points[3 * k + 2];
            if (score >= threshold && float.IsFinite(x) && float.IsFinite(y) && float.IsFinite(score))
            {
                visible.Add(new(mapping.RoundedX(x), mapping.RoundedY(y), score, k, names[k]));
            }
        }

        return visible.ToArray();
    }

    private ImmutableArray<string> NamesOf(int classId)
    {
        foreach (var skeleton in spec.Skeletons)
        {
            if (skeleton.ClassId == classId)
            {
                return skeleton.KeypointNames;
            }
        }

        return [];
    }

    /// <summary>Collects what is visible into an array of exactly that length, with one allocation when everything is.</summary>
    private struct KeypointBuilder(int slots)
    {
        private readonly Keypoint[] keypoints = slots == 0 ? [] : new Keypoint[slots];
        private int count;

        public void Add(Keypoint keypoint) => keypoints[count++] = keypoint;

        public readonly ImmutableArray<Keypoint> ToArray() =>
            ImmutableCollectionsMarshal.AsImmutableArray(count == keypoints.Length ? keypoints : keypoints[..count]);
    }
}
