namespace Workflows.CodeFirst.Onnx;

/// <summary>YOLO v8, v9, v11 and v12: one tensor <c>[4 + classes + extras, anchors]</c> of centre boxes, class scores and extras.</summary>
/// <param name="modelName">For error messages.</param>
/// <param name="classes">Number of classes.</param>
/// <param name="extras">Extras an anchor has; -1 takes all that follow the classes.</param>
internal sealed class YoloV8Head(string modelName, int classes, int extras) : Head
{
    public override void Collect(
        ReadOnlySpan<Tensor> outputs, in InputGeometry geometry, PredictionOptions options, in ClassThresholds thresholds, DecodeScratch scratch)
    {
        var output = Output(outputs);
        int anchors = output.Shape[1];
        var data = output.Data.Span;
        var passed = scratch.Memory.Take<int>(anchors);
        var scores = scratch.Memory.Take<float>(anchors);
        var classIds = scratch.Memory.Take<int>(anchors);
        int count = ClassScan.Run(data.Slice(4 * anchors, classes * anchors), classes, anchors, thresholds.Minimum, passed, scores, classIds);

        ReadOnlySpan<float> centerX = data[..anchors], centerY = data.Slice(anchors, anchors);
        ReadOnlySpan<float> widths = data.Slice(2 * anchors, anchors), heights = data.Slice(3 * anchors, anchors);
        for (int i = 0; i < count; i++)
        {
            if (!thresholds.IsUniform && !(scores[i] > thresholds[classIds[i]]))
            {
                continue;
            }

            int anchor = passed[i];
            float x = centerX[anchor], y = centerY[anchor], halfWidth = widths[anchor] / 2, halfHeight = heights[anchor] / 2;
            scratch.Candidates.Add(
                x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight, scores[i], scores[i], classIds[i], anchor);
        }
    }

    public override ExtraValues Extras(ReadOnlySpan<Tensor> outputs)
    {
        var output = Output(outputs);
        int anchors = output.Shape[1];
        return new(output.Data.Span, (4 + classes) * anchors, output.Shape[0] - 4 - classes, 1, anchors);
    }

    private Tensor Output(ReadOnlySpan<Tensor> outputs)
    {
        const string Layout = "[4 box values + classes + extras, anchors]";
        var output = OutputShape.Get(outputs, 0, 2, modelName, Layout);
        int found = output.Shape[0] - 4 - classes;
        if (extras >= 0 ? found != extras : found < 0)
        {
            OutputShape.Fail(output, 0, modelName, extras > 0
                ? $"[{4 + classes + extras}, anchors]: 4 box values, a score for each of the {classes} class names of the package and {extras} extras"
                : $"[{4 + classes}, anchors]: 4 box values and a score for each of the {classes} class names of the package");
        }

        return output;
    }
}
