namespace Workflows.CodeFirst.Onnx;

/// <summary>YOLO-NAS: corner boxes <c>[anchors, 4]</c> and class scores <c>[anchors, classes]</c>.</summary>
internal sealed class YoloNasHead(string modelName, int classes) : Head
{
    private readonly string expectedScores = $"[anchors, {classes}]: a score for each of the {classes} class names of the package";

    public override void Collect(
        ReadOnlySpan<Tensor> outputs, in InputGeometry geometry, PredictionOptions options, in ClassThresholds thresholds, DecodeScratch scratch)
    {
        const string ExpectedBoxes = "[anchors, 4]: the corners of each box";
        Tensor boxes = OutputShape.Get(outputs, 0, 2, modelName, ExpectedBoxes), scores = OutputShape.Get(outputs, 1, 2, modelName, expectedScores);
        OutputShape.Check(boxes, boxes.Shape[1] == 4, 0, modelName, ExpectedBoxes);
        OutputShape.Check(scores, scores.Shape[1] == classes && scores.Shape[0] == boxes.Shape[0], 1, modelName, expectedScores);
        ReadOnlySpan<float> corners = boxes.Data.Span, data = scores.Data.Span;
        for (int i = 0; i < boxes.Shape[0]; i++)
        {
            var row = data.Slice(i * classes, classes);
            if (!RowScan.AnyAbove(row, thresholds.Minimum))
            {
                continue;
            }

            var (score, classId) = RowScan.Best(row);
            if (score > thresholds[classId])
            {
                var box = corners.Slice(i * 4, 4);
                scratch.Candidates.Add(box[0], box[1], box[2], box[3], score, score, classId, i);
            }
        }
    }
}
