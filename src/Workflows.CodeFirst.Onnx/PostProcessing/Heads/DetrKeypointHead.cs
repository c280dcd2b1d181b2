namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// RF-DETR with keypoints: each pair of a query and a class has its own keypoints, whose certainty goes into the pair's score. The anchor
/// of a candidate is query × classes + class.
/// </summary>
internal sealed class DetrKeypointHead(string modelName, ClassTable classes) : Head
{
    private const string ExpectedKeypoints = "[queries, classes * slots, 8]: eight values for each slot of each class";
    private const float CertaintyExponent = 0.20f;
    private const float Least = 1e-12f;

    public override bool IsFinal => true;

    public override void Collect(
        ReadOnlySpan<Tensor> outputs, in InputGeometry geometry, PredictionOptions options, in ClassThresholds thresholds, DecodeScratch scratch)
    {
        var boxes = OutputShape.Get(outputs, 0, 2, modelName, DetrHead.ExpectedBoxes);
        var logits = OutputShape.Get(outputs, 1, 2, modelName, DetrHead.ExpectedLogits);
        OutputShape.Check(boxes, boxes.Shape[1] == 4, 0, modelName, DetrHead.ExpectedBoxes);
        OutputShape.Check(logits, logits.Shape[0] == boxes.Shape[0], 1, modelName, DetrHead.ExpectedLogits);
        var extras = Extras(outputs);
        var scores = scratch.Memory.Take<float>(logits.Data.Length);
        Sigmoid.Of(logits.Data.Span, scores);
        int columns = logits.Shape[1];
        for (int pair = 0; pair < scores.Length; pair++)
        {
            int classId = classes.Remaining(pair % columns);
            scores[pair] = classId < 0 ? float.NaN : Fuse(scores[pair], extras, pair);

            // Not a number is never above a threshold.
            if (classId >= 0 && !(scores[pair] > thresholds[classId]))
            {
                scores[pair] = float.NaN;
            }
        }

        var size = geometry.Intermediate ?? geometry.Network;
        foreach (ulong key in DetrHead.Strongest(scores, float.NegativeInfinity, scores.Length, scratch.Memory))
        {
            int pair = ScoreOrder.Index(key);
            var box = boxes.Data.Span.Slice(pair / columns * 4, 4);
            float halfWidth = 0.5f * box[2], halfHeight = 0.5f * box[3];
            scratch.Candidates.Add(
                (box[0] - halfWidth) * size.Width, (box[1] - halfHeight) * size.Height,
                (box[0] + halfWidth) * size.Width, (box[1] + halfHeight) * size.Height,
                scores[pair], scores[pair], classes.Remaining(pair % columns), pair);
        }
    }

    public override ExtraValues Extras(ReadOnlySpan<Tensor> outputs)
    {
        var keypoints = OutputShape.Get(outputs, 2, 3, modelName, ExpectedKeypoints);
        int columns = OutputShape.Get(outputs, 1, 2, modelName, DetrHead.ExpectedLogits).Shape[1];
        OutputShape.Check(
            keypoints,
            columns > 0 && keypoints.Shape[0] == outputs[0].Shape[0] && keypoints.Shape[1] % columns == 0 && keypoints.Shape[2] == DetrKeypointStage.SlotLength,
            2, modelName, ExpectedKeypoints);
        int length = keypoints.Shape[1] / columns * DetrKeypointStage.SlotLength;
        return new(keypoints.Data.Span, 0, length, length, 1);
    }

    /// <summary>The score times a power of the findable keypoints' mean squared error, brought back into 0 to 1.</summary>
    private static float Fuse(float score, ExtraValues extras, int pair)
    {
        LogSum weighted = default, weights = default;
        for (int at = 0; at < extras.Count; at += DetrKeypointStage.SlotLength)
        {
            float logWeight = MathF.Log(MathF.Max(Sigmoid.Of(extras[pair, at + 2]), Least));
            float first = -2f * extras[pair, at + 4], second = -2f * extras[pair, at + 6];
            float third = 2f * MathF.Log(MathF.Max(MathF.Abs(extras[pair, at + 5]), Least)) + first + second;
            LogSum trace = default;
            trace.Add(first);
            trace.Add(second);
            trace.Add(third);
            weighted.Add(trace.Value + logWeight);
            weights.Add(logWeight);
        }

        float fused = score * MathF.Exp(-CertaintyExponent * (weighted.Value - weights.Value));
        return fused / (1f + fused);
    }

    /// <summary>The logarithm of a sum of exponentials, without overflow.</summary>
    private struct LogSum
    {
        private float greatest;
        private float sum;
        private bool any;

        public readonly float Value => any ? greatest + MathF.Log(sum) : float.NegativeInfinity;

        public void Add(float exponent)
        {
            if (!any)
            {
                (greatest, sum, any) = (exponent, 1f, true);
            }
            else if (exponent > greatest)
            {
                (sum, greatest) = (sum * MathF.Exp(greatest - exponent) + 1f, exponent);
            }
            else
            {
                sum += MathF.Exp(exponent - greatest);
            }
        }
    }
}
