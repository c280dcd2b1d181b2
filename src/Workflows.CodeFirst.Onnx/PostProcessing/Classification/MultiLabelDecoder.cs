using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// Independent classes: sigmoid unless the graph has it. Packages of the legacy format always have it, and compare differently. A score
/// that is not finite counts as 0.
/// </summary>
internal sealed class MultiLabelDecoder(DecoderSpec spec) : Decoder<MultiLabelClassification>
{
    private readonly bool appliesSigmoid = spec.Format == PackageFormat.Current && !spec.IsFused;

    private readonly ConfidencePolicy confidence = new(
        spec,
        spec.ClassNames,
        FamilyDefaults.Of(spec, DecoderTask.Classification).Confidence,
        spec.Format == PackageFormat.Legacy ? ThresholdTest.Greater : ThresholdTest.AtLeast);

    protected override MultiLabelClassification DecodeImage(
        ReadOnlySpan<Tensor> outputs, in InputGeometry geometry, PredictionOptions options, DecodeScratch scratch)
    {
        var logits = ClassificationOutput.Get(outputs, spec);
        var scores = scratch.Memory.Take<float>(logits.Length);
        if (appliesSigmoid)
        {
            Sigmoid.Of(logits, scores);
        }
        else
        {
            logits.CopyTo(scores);
        }

        var thresholds = confidence.Resolve(options.Confidence);
        var all = new ClassScore[scores.Length];
        var predicted = ImmutableArray.CreateBuilder<string>();
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = new(spec.ClassNames[i], i, float.IsFinite(scores[i]) ? scores[i] : 0);
            if (all[i].Confidence > thresholds[i])
            {
                predicted.Add(spec.ClassNames[i]);
            }
        }

        return new()
        {
            ImageSize = geometry.Original,
            Scores = ImmutableCollectionsMarshal.AsImmutableArray(all),
            PredictedClasses = predicted.ToImmutable(),
        };
    }
}
