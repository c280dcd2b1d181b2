namespace Workflows.CodeFirst.Benchmarks;

/// <summary>
/// Detection post-processing as it is usually written: anchor by anchor, lists of objects, LINQ's stable sort, pairwise suppression. Kept
/// to compare with; gives the same boxes as the library does for one class space and the same thresholds.
/// </summary>
internal static class PlainDetection
{
    public sealed record Row(float X1, float Y1, float X2, float Y2, float Score, int ClassId, int Anchor);

    public static List<Row> Decode(float[] output, int classes, int anchors, float confidence, float iou, int most)
    {
        var rows = new List<Row>();
        for (int a = 0; a < anchors; a++)
        {
            float best = float.NegativeInfinity;
            int bestClass = 0;
            for (int c = 0; c < classes; c++)
            {
                float score = output[(4 + c) * anchors + a];
                if (score > best)
                {
                    best = score;
                    bestClass = c;
                }
            }

            if (best > confidence)
            {
                float x = output[a], y = output[anchors + a], w = output[2 * anchors + a], h = output[3 * anchors + a];
                rows.Add(new(x - w / 2, y - h / 2, x + w / 2, y + h / 2, best, bestClass, a));
            }
        }

        return Suppress(rows, iou, most);
    }

    private static List<Row> Suppress(List<Row> rows, float iou, int most)
    {
        var sorted = rows.OrderByDescending(row => row.Score).ToList();
        var removed = new bool[sorted.Count];
        var kept = new List<Row>();
        for (int i = 0; i < sorted.Count && kept.Count < most; i++)
        {
            if (removed[i])
            {
                continue;
            }

            kept.Add(sorted[i]);
            for (int j = i + 1; j < sorted.Count; j++)
            {
                if (!removed[j] && sorted[i].ClassId == sorted[j].ClassId && Overlap(sorted[i], sorted[j]) > iou)
                {
                    removed[j] = true;
                }
            }
        }

        return kept;
    }

    private static float Overlap(Row a, Row b)
    {
        float w = Math.Max(0, Math.Min(a.X2, b.X2) - Math.Max(a.X1, b.X1)), h = Math.Max(0, Math.Min(a.Y2, b.Y2) - Math.Max(a.Y1, b.Y1));
        float common = w * h;
        return common / ((a.X2 - a.X1) * (a.Y2 - a.Y1) + (b.X2 - b.X1) * (b.Y2 - b.Y1) - common);
    }
}
