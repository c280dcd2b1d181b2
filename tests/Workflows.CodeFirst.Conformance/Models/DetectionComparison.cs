using System.Globalization;
using System.Text.Json;

namespace Workflows.CodeFirst.Conformance.Models;

/// <summary>
/// Detections in their order. Each recorded one must have its like; only those whose scores are next to the threshold may be missing or
/// come in addition.
/// </summary>
internal static class DetectionComparison
{
    /// <param name="comparison">Receives the differences.</param>
    /// <param name="request">The recorded response.</param>
    /// <param name="actual">Ours.</param>
    /// <param name="compareRow">Compares what a task has besides boxes: given the place of a recorded prediction, itself, and the row that is like it.</param>
    public static void Compare(Comparison comparison, GoldenRequest request, Detections actual, Action<string, JsonElement, int> compareRow)
    {
        comparison.Equal("image", request.ImageSize, actual.ImageSize ?? default);
        Recorded[] expected = [.. request.Predictions.EnumerateArray().Select((prediction, i) => Recorded.Read(prediction, i))];
        int[] rows = Pair(request, expected, actual);
        CompareOrder(comparison, expected, rows);
        for (int i = 0; i < expected.Length; i++)
        {
            if (rows[i] >= 0)
            {
                CompareBox(comparison, expected[i], actual[rows[i]]);
                compareRow(expected[i].Path, expected[i].Json, rows[i]);
            }
            else if (!request.MayFlip(expected[i].ClassName, expected[i].Confidence))
            {
                comparison.Add(expected[i].Path, expected[i].ToString(), "nothing like it");
            }
        }

        for (int row = 0; row < actual.Count; row++)
        {
            if (!rows.Contains(row) && !request.MayFlip(actual.ClassNames[row], actual.Confidences[row]))
            {
                comparison.Add("predictions", "nothing like it", Show(actual[row]));
            }
        }
    }

    /// <summary>Finds the row for each recorded detection, or -1: first those within the tolerances, then what is close enough to report.</summary>
    private static int[] Pair(GoldenRequest request, Recorded[] expected, Detections actual)
    {
        int[] rows = new int[expected.Length];
        bool[] taken = new bool[actual.Count];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = Take(taken, row => IsWithinTolerances(expected[i], actual[row]) ? 1 : 0);
        }

        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] < 0 && !request.MayFlip(expected[i].ClassName, expected[i].Confidence))
            {
                rows[i] = Take(taken, row => actual.ClassIds[row] == expected[i].ClassId ? Overlap(expected[i].Box, actual.Boxes[row]) : 0);
            }
        }

        return rows;
    }

    private static int Take(bool[] taken, Func<int, double> likeness)
    {
        int best = -1;
        double most = 0;
        for (int row = 0; row < taken.Length; row++)
        {
            if (!taken[row] && likeness(row) is var value && value > most)
            {
                (best, most) = (row, value);
            }
        }

        if (best >= 0)
        {
            taken[best] = true;
        }

        return best;
    }

    /// <summary>Rows must be in the recorded order unless their scores are too close to tell.</summary>
    private static void CompareOrder(Comparison comparison, Recorded[] expected, int[] rows)
    {
        int previous = -1;
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] < 0)
            {
                continue;
            }

            if (previous >= 0 && rows[i] < rows[previous] && Math.Abs(expected[i].Confidence - expected[previous].Confidence) > Allowance.Score)
            {
                comparison.Add(expected[i].Path, $"after {expected[previous].Path}", $"in row {rows[i]}, before row {rows[previous]}");
            }

            previous = i;
        }
    }

    private static void CompareBox(Comparison comparison, Recorded expected, Detection actual)
    {
        comparison.Equal($"{expected.Path}.class", expected.ClassName, actual.ClassName);
        comparison.Equal($"{expected.Path}.class_id", expected.ClassId, actual.ClassId);
        comparison.Near($"{expected.Path}.confidence", expected.Confidence, actual.Confidence, Allowance.Score);
        if (!IsNear(expected.Box, actual.Box))
        {
            comparison.Add($"{expected.Path} box", expected.Box.ToString(), actual.Box.ToString());
        }
    }

    private static bool IsWithinTolerances(Recorded expected, Detection actual) =>
        expected.ClassId == actual.ClassId
        && expected.ClassName == actual.ClassName
        && Math.Abs(expected.Confidence - actual.Confidence) <= Allowance.Score
        && IsNear(expected.Box, actual.Box);

    // A corner that was next to a half before it was rounded differs by one pixel: the tolerance covers it.
    private static bool IsNear(Box expected, Box actual) =>
        Math.Max(
            Math.Max(Math.Abs(expected.X1 - actual.X1), Math.Abs(expected.Y1 - actual.Y1)),
            Math.Max(Math.Abs(expected.X2 - actual.X2), Math.Abs(expected.Y2 - actual.Y2))) <= Allowance.Pixel + Allowance.Rounding;

    private static double Overlap(Box a, Box b)
    {
        double width = Math.Min(a.X2, b.X2) - Math.Max(a.X1, b.X1), height = Math.Min(a.Y2, b.Y2) - Math.Max(a.Y1, b.Y1);
        return width <= 0 || height <= 0 ? 0 : width * height / (a.Area + b.Area - width * height);
    }

    private static string Show(Detection detection) => string.Create(
        CultureInfo.InvariantCulture, $"{detection.ClassName} {detection.Confidence:0.####} at {detection.Box}");

    /// <summary>A recorded prediction.</summary>
    private sealed record Recorded(string Path, Box Box, double Confidence, string ClassName, int ClassId, JsonElement Json)
    {
        public static Recorded Read(JsonElement json, int index) => new(
            $"predictions[{index}]",
            Box.FromCenter(Number(json, "x"), Number(json, "y"), Number(json, "width"), Number(json, "height")),
            Number(json, "confidence"),
            json.GetProperty("class").GetString()!,
            json.GetProperty("class_id").GetInt32(),
            json);

        public override string ToString() => Show(new(Box, Confidence, ClassId, ClassName));

        private static double Number(JsonElement json, string name) => json.GetProperty(name).GetDouble();
    }
}
