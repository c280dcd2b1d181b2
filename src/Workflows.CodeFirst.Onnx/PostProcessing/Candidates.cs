namespace Workflows.CodeFirst.Onnx;

/// <summary>Boxes in network pixels that passed the threshold, as columns, in the order of the network's anchors.</summary>
internal sealed class Candidates
{
    private float[] x1 = [];
    private float[] y1 = [];
    private float[] x2 = [];
    private float[] y2 = [];
    private float[] scores = [];
    private float[] classScores = [];
    private int[] classIds = [];
    private int[] anchors = [];

    public int Count { get; private set; }

    public ReadOnlySpan<float> X1 => x1.AsSpan(0, Count);

    public ReadOnlySpan<float> Y1 => y1.AsSpan(0, Count);

    public ReadOnlySpan<float> X2 => x2.AsSpan(0, Count);

    public ReadOnlySpan<float> Y2 => y2.AsSpan(0, Count);

    /// <summary>What candidates are ordered by and what is reported as confidence.</summary>
    public ReadOnlySpan<float> Scores => scores.AsSpan(0, Count);

    /// <summary>The score of the best class; differs from <see cref="Scores"/> where a network has objectness apart from classes.</summary>
    public ReadOnlySpan<float> ClassScores => classScores.AsSpan(0, Count);

    public ReadOnlySpan<int> ClassIds => classIds.AsSpan(0, Count);

    /// <summary>The row (or column, or query) of the output that the candidate comes from.</summary>
    public ReadOnlySpan<int> Anchors => anchors.AsSpan(0, Count);

    public void Clear() => Count = 0;

    /// <summary>Adds a candidate, unless one of its numbers is not finite: such rows carry no usable detection and are dropped.</summary>
    public void Add(float left, float top, float right, float bottom, float score, float classScore, int classId, int anchor)
    {
        // Infinity times zero is NaN, and so is everything that contains NaN: one test for five numbers.
        if (!float.IsFinite((left + top + right + bottom + score) * 0f))
        {
            return;
        }

        int i = Count;
        if (i == x1.Length)
        {
            Grow();
        }

        x1[i] = left;
        y1[i] = top;
        x2[i] = right;
        y2[i] = bottom;
        scores[i] = score;
        classScores[i] = classScore;
        classIds[i] = classId;
        anchors[i] = anchor;
        Count = i + 1;
    }

    private void Grow()
    {
        int length = Math.Max(512, x1.Length * 2);
        Array.Resize(ref x1, length);
        Array.Resize(ref y1, length);
        Array.Resize(ref x2, length);
        Array.Resize(ref y2, length);
        Array.Resize(ref scores, length);
        Array.Resize(ref classScores, length);
        Array.Resize(ref classIds, length);
        Array.Resize(ref anchors, length);
    }
}
