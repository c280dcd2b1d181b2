namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// The reference's decoding of v5 and v7 segmentation in today's format, whose class columns start one column early: class 0 is objectness
/// itself and class k + 1 is the real class k. Only for those who must reproduce its results.
/// </summary>
internal sealed class DefectiveYoloV5Head(string modelName, int classes, int extras, bool isV7)
    : YoloV5Head(modelName, classes, extras, ordersByObjectness: false)
{
    protected override (float Score, float ClassScore, int ClassId) Judge(ReadOnlySpan<float> row, in ClassThresholds thresholds)
    {
        var (score, shifted) = RowScan.Best(row.Slice(4, Classes + 1));

        // v5 compares objectness, and lets rows pass whose objectness is the greatest when classes have thresholds of their own.
        float compared = isV7 ? score : row[4];
        float bound = isV7 ? thresholds[shifted - 1] : thresholds[Math.Max(shifted - 1, 0)];
        bool passes = compared > bound || (!isV7 && !thresholds.IsUniform && shifted == 0);
        return passes ? (score, score, shifted) : (0, 0, -1);
    }
}
