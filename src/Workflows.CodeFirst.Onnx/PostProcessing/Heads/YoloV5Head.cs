namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// YOLO v5 and v7: rows <c>[anchors, 5 + classes + extras]</c> of centre box, objectness, class scores and extras. Objectness decides what
/// passes; packages of the legacy format also order and report by it, today's by the class score.
/// </summary>
internal class YoloV5Head : Head
{
    private readonly string modelName;
    private readonly int extras;
    private readonly bool ordersByObjectness;
    private readonly string expected;

    public YoloV5Head(string modelName, int classes, int extras, bool ordersByObjectness)
    {
        this.modelName = modelName;
        this.extras = extras;
        this.ordersByObjectness = ordersByObjectness;
        Classes = classes;
        expected = $"[anchors, {5 + classes + extras}]: 4 box values, objectness, a score for each of the {classes} class names of the package"
            + (extras > 0 ? $" and {extras} extras" : "");
    }

    protected int Classes { get; }

    public override void Collect(
        ReadOnlySpan<Tensor> outputs, in InputGeometry geometry, PredictionOptions options, in ClassThresholds thresholds, DecodeScratch scratch)
    {
        var output = Output(outputs);
        int columns = output.Shape[1];
        var data = output.Data.Span;
        for (int i = 0; i < output.Shape[0]; i++)
        {
            var row = data.Slice(i * columns, columns);
            var (score, classScore, classId) = Judge(row, thresholds);
            if (classId >= 0)
            {
                float halfWidth = row[2] / 2, halfHeight = row[3] / 2;
                scratch.Candidates.Add(
                    row[0] - halfWidth, row[1] - halfHeight, row[0] + halfWidth, row[1] + halfHeight, score, classScore, classId, i);
            }
        }
    }

    public override ExtraValues Extras(ReadOnlySpan<Tensor> outputs)
    {
        var output = Output(outputs);
        return new(output.Data.Span, 5 + Classes, extras, output.Shape[1], 1);
    }

    /// <summary>The score and the class of a row; a negative class when it does not pass.</summary>
    protected virtual (float Score, float ClassScore, int ClassId) Judge(ReadOnlySpan<float> row, in ClassThresholds thresholds)
    {
        float objectness = row[4];
        if (!(objectness > thresholds.Minimum))
        {
            return (0, 0, -1);
        }

        var (classScore, classId) = RowScan.Best(row.Slice(5, Classes));
        return objectness > thresholds[classId] ? (ordersByObjectness ? objectness : classScore, classScore, classId) : (0, 0, -1);
    }

    private Tensor Output(ReadOnlySpan<Tensor> outputs)
    {
        var output = OutputShape.Get(outputs, 0, 2, modelName, expected);
        if (output.Shape[1] != 5 + Classes + extras)
        {
            OutputShape.Fail(output, 0, modelName, expected);
        }

        return output;
    }
}
