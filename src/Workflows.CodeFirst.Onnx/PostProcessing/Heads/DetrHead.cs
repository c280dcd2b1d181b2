using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// RF-DETR: boxes <c>[queries, 4]</c> of centre and size as shares of the input, class logits <c>[queries, classes]</c>. Of all pairs of a
/// query and a class the strongest are taken, so a query may occur with several classes.
/// </summary>
internal sealed class DetrHead(string modelName, ClassTable classes, PackageFormat format) : Head
{
    public const string ExpectedBoxes = "[queries, 4]: the centre and the size of each box";
    public const string ExpectedLogits = "[queries, classes]: class logits";

    public override bool IsFinal => true;

    public override void Collect(
        ReadOnlySpan<Tensor> outputs, in InputGeometry geometry, PredictionOptions options, in ClassThresholds thresholds, DecodeScratch scratch)
    {
        Tensor boxes = OutputShape.Get(outputs, 0, 2, modelName, ExpectedBoxes), logits = OutputShape.Get(outputs, 1, 2, modelName, ExpectedLogits);
        int queries = boxes.Shape[0];
        OutputShape.Check(boxes, boxes.Shape[1] == 4, 0, modelName, ExpectedBoxes);
        OutputShape.Check(logits, logits.Shape[0] == queries, 1, modelName, ExpectedLogits);
        var scores = scratch.Memory.Take<float>(logits.Data.Length);
        Sigmoid.Of(logits.Data.Span, scores);

        // Packages of the legacy format take as many pairs as detections are wanted, today's as many as there are queries.
        int most = format == PackageFormat.Legacy ? Math.Max(0, options.MaxDetections) : queries;
        var pairs = Strongest(scores, thresholds.Minimum, most, scratch.Memory);
        int columns = logits.Shape[1];
        foreach (ulong key in pairs)
        {
            int pair = ScoreOrder.Index(key);
            int query = pair / columns, classId = classes.Remaining(pair % columns);
            if (classId < 0 || !(scores[pair] > thresholds[classId]))
            {
                continue;
            }

            var (x1, y1, x2, y2) = Box(boxes.Data.Span.Slice(query * 4, 4));
            if (format == PackageFormat.Current)
            {
                var size = geometry.Intermediate ?? geometry.Network;
                (x1, y1, x2, y2) = (x1 * size.Width, y1 * size.Height, x2 * size.Width, y2 * size.Height);
            }

            scratch.Candidates.Add(x1, y1, x2, y2, scores[pair], scores[pair], classId, query);
        }
    }

    /// <summary>Keys of the strongest scores above a bound, strongest first.</summary>
    internal static ReadOnlySpan<ulong> Strongest(ReadOnlySpan<float> scores, float bound, int most, ScratchMemory memory)
    {
        var keys = memory.Take<ulong>(scores.Length);
        int count = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            if (scores[i] > bound)
            {
                keys[count++] = ScoreOrder.Key(scores[i], i);
            }
        }

        keys = keys[..count];
        keys.Sort();
        return keys[..Math.Min(most, count)];
    }

    private static (float X1, float Y1, float X2, float Y2) Box(ReadOnlySpan<float> box)
    {
        float halfWidth = 0.5f * box[2], halfHeight = 0.5f * box[3];
        return (box[0] - halfWidth, box[1] - halfHeight, box[0] + halfWidth, box[1] + halfHeight);
    }
}
