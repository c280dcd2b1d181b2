namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// YOLACT: offsets <c>[priors, 4]</c> from prior boxes, scores <c>[priors, 1 + classes]</c> whose first class is the background, mask
/// coefficients, the prior boxes themselves, prototypes.
/// </summary>
internal sealed class YolactHead(string modelName, int classes) : Head
{
    private const float CenterVariance = 0.1f;
    private const float SizeVariance = 0.2f;

    private readonly string expectedScores =
        $"[priors, {1 + classes}]: the background's score and one for each of the {classes} class names of the package";

    public override void Collect(
        ReadOnlySpan<Tensor> outputs, in InputGeometry geometry, PredictionOptions options, in ClassThresholds thresholds, DecodeScratch scratch)
    {
        const string ExpectedOffsets = "[priors, 4]: offsets from the prior boxes", ExpectedPriors = "[priors, 4]: prior boxes";
        Tensor offsets = OutputShape.Get(outputs, 0, 2, modelName, ExpectedOffsets), scores = OutputShape.Get(outputs, 1, 2, modelName, expectedScores);
        var priors = OutputShape.Get(outputs, 3, 2, modelName, ExpectedPriors);
        int count = offsets.Shape[0];
        OutputShape.Check(offsets, offsets.Shape[1] == 4, 0, modelName, ExpectedOffsets);
        OutputShape.Check(scores, scores.Shape[1] == 1 + classes && scores.Shape[0] == count, 1, modelName, expectedScores);
        OutputShape.Check(priors, priors.Shape[1] == 4 && priors.Shape[0] == count, 3, modelName, ExpectedPriors);
        for (int i = 0; i < count; i++)
        {
            var row = scores.Data.Span.Slice(i * (1 + classes) + 1, classes);
            if (!RowScan.AnyAbove(row, thresholds.Minimum))
            {
                continue;
            }

            var (score, classId) = RowScan.Best(row);
            if (score > thresholds[classId])
            {
                var (x1, y1, x2, y2) = Box(offsets.Data.Span.Slice(i * 4, 4), priors.Data.Span.Slice(i * 4, 4));
                int width = geometry.Network.Width, height = geometry.Network.Height;
                scratch.Candidates.Add(x1 * width, y1 * height, x2 * width, y2 * height, score, score, classId, i);
            }
        }
    }

    public override ExtraValues Extras(ReadOnlySpan<Tensor> outputs)
    {
        var coefficients = OutputShape.Get(outputs, 2, 2, modelName, "[priors, coefficients]");
        return new(coefficients.Data.Span, 0, coefficients.Shape[1], coefficients.Shape[1], 1);
    }

    /// <summary>A box, as shares of the network's input.</summary>
    internal static (float X1, float Y1, float X2, float Y2) Box(ReadOnlySpan<float> offset, ReadOnlySpan<float> prior)
    {
        float x = prior[0] + offset[0] * CenterVariance * prior[2], y = prior[1] + offset[1] * CenterVariance * prior[3];
        float width = prior[2] * MathF.Exp(offset[2] * SizeVariance), height = prior[3] * MathF.Exp(offset[3] * SizeVariance);
        float x1 = x - width / 2, y1 = y - height / 2;
        return (x1, y1, x1 + width, y1 + height);
    }
}
