namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// Networks that return finished rows <c>[rows, 6 + extras]</c>: corners, score, class number, extras. YOLO v10 and 26, and graphs with NMS
/// inside, which fill up with rows of zeros.
/// </summary>
internal sealed class FinalHead(string modelName, int extras) : Head
{
    private readonly string expected = $"[rows, {6 + extras}]: corners, score, class" + (extras > 0 ? $" and {extras} extras" : "");

    public override bool IsFinal => true;

    public override void Collect(
        ReadOnlySpan<Tensor> outputs, in InputGeometry geometry, PredictionOptions options, in ClassThresholds thresholds, DecodeScratch scratch)
    {
        var output = Output(outputs);
        var data = output.Data.Span;
        int columns = output.Shape[1];
        for (int i = 0; i < output.Shape[0]; i++)
        {
            var row = data.Slice(i * columns, columns);
            float score = row[4];
            if (!(score > thresholds.Minimum) || !(row[5] >= 0 && row[5] < int.MaxValue))
            {
                continue;
            }

            int classId = (int)row[5];
            if (score > thresholds[classId])
            {
                scratch.Candidates.Add(row[0], row[1], row[2], row[3], score, score, classId, i);
            }
        }
    }

    public override ExtraValues Extras(ReadOnlySpan<Tensor> outputs)
    {
        var output = Output(outputs);
        return new(output.Data.Span, 6, output.Shape[1] - 6, output.Shape[1], 1);
    }

    private Tensor Output(ReadOnlySpan<Tensor> outputs)
    {
        var output = OutputShape.Get(outputs, 0, 2, modelName, expected);
        if (output.Shape[1] != 6 + extras)
        {
            OutputShape.Fail(output, 0, modelName, expected);
        }

        return output;
    }
}
