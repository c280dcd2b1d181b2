namespace Workflows.CodeFirst.Onnx;

/// <summary>YOLO-Lite: corner boxes, objectness logits and class logits; the score is the product of both sigmoids.</summary>
internal sealed class YoloLiteHead(string modelName, int classes) : Head
{
    private readonly string expectedScores = $"[anchors, {classes}]: a logit for each of the {classes} class names of the package";

    public override void Collect(
        ReadOnlySpan<Tensor> outputs, in InputGeometry geometry, PredictionOptions options, in ClassThresholds thresholds, DecodeScratch scratch)
    {
        const string ExpectedBoxes = "[anchors, 4]: the corners of each box", ExpectedObjectness = "[anchors, 1]: an objectness logit";
        var boxes = OutputShape.Get(outputs, 0, 2, modelName, ExpectedBoxes);
        var objectness = OutputShape.Get(outputs, 1, 2, modelName, ExpectedObjectness);
        var logits = OutputShape.Get(outputs, 2, 2, modelName, expectedScores);
        int anchors = boxes.Shape[0];
        OutputShape.Check(boxes, boxes.Shape[1] == 4, 0, modelName, ExpectedBoxes);
        OutputShape.Check(objectness, objectness.Shape[1] == 1 && objectness.Shape[0] == anchors, 1, modelName, ExpectedObjectness);
        OutputShape.Check(logits, logits.Shape[1] == classes && logits.Shape[0] == anchors, 2, modelName, expectedScores);

        ReadOnlySpan<float> corners = boxes.Data.Span;
        Span<float> objects = scratch.Memory.Take<float>(anchors), scores = scratch.Memory.Take<float>(classes);
        Sigmoid.Of(objectness.Data.Span, objects);
        for (int i = 0; i < anchors; i++)
        {
            // The class's share is at most 1.
            if (thresholds.Minimum >= 0 && !(objects[i] > thresholds.Minimum))
            {
                continue;
            }

            Sigmoid.Of(logits.Data.Span.Slice(i * classes, classes), scores);
            foreach (ref float score in scores)
            {
                score *= objects[i];
            }

            var (best, classId) = RowScan.Best(scores);
            if (best > thresholds[classId])
            {
                var box = corners.Slice(i * 4, 4);
                scratch.Candidates.Add(box[0], box[1], box[2], box[3], best, best, classId, i);
            }
        }
    }
}
