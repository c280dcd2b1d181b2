using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Workflows.CodeFirst.Onnx;

/// <summary>Classes that exclude one another: softmax unless the graph has it, rounded to four places, best first.</summary>
internal sealed class SingleLabelDecoder(DecoderSpec spec) : Decoder<SingleLabelClassification>
{
    internal const double DefaultConfidence = 0.5;

    // Packages of the legacy format do not say whether softmax is in the graph; it is always applied.
    private readonly bool appliesSoftmax = spec.Format == PackageFormat.Legacy || !spec.IsFused;

    protected override SingleLabelClassification DecodeImage(
        ReadOnlySpan<Tensor> outputs, in InputGeometry geometry, PredictionOptions options, DecodeScratch scratch)
    {
        var logits = ClassificationOutput.Get(outputs, spec);
        var scores = scratch.Memory.Take<float>(logits.Length);
        if (appliesSoftmax)
        {
            Softmax(logits, scores);
        }
        else
        {
            logits.CopyTo(scores);
        }

        return new() { ImageSize = geometry.Original, Predictions = Rank(scores, options, scratch) };
    }

    /// <summary>Exponentials relative to the greatest number, divided by their sum.</summary>
    internal static void Softmax(ReadOnlySpan<float> logits, Span<float> scores)
    {
        float greatest = float.NegativeInfinity;
        foreach (float logit in logits)
        {
            greatest = Math.Max(greatest, logit);
        }

        float sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            scores[i] = MathF.Exp(logits[i] - greatest);
            sum += scores[i];
        }

        for (int i = 0; i < scores.Length; i++)
        {
            scores[i] /= sum;
        }
    }

    private ImmutableArray<ClassScore> Rank(ReadOnlySpan<float> scores, PredictionOptions options, DecodeScratch scratch)
    {
        double threshold = options.Confidence.IsNumber ? options.Confidence.Value : DefaultConfidence;
        var keys = scratch.Memory.Take<ulong>(scores.Length);
        int count = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (scores[i] >= threshold && float.IsFinite(scores[i]))
            {
                keys[count++] = ScoreOrder.Key((float)DecimalRounding.ToFourPlaces(scores[i]), i);
            }
        }

        keys = keys[..count];
        keys.Sort();
        var ranked = new ClassScore[count];
        for (int i = 0; i < count; i++)
        {
            int id = ScoreOrder.Index(keys[i]);
            ranked[i] = new(spec.ClassNames[id], id, DecimalRounding.ToFourPlaces(scores[id]));
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(ranked);
    }
}
