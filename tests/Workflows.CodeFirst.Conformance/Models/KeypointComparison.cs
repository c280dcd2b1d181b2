using System.Collections.Immutable;
using System.Text.Json;

namespace Workflows.CodeFirst.Conformance.Models;

/// <summary>The keypoints of one detection.</summary>
internal static class KeypointComparison
{
    /// <param name="comparison">Receives the differences.</param>
    /// <param name="path">Where the detection is.</param>
    /// <param name="expected">The recorded keypoints.</param>
    /// <param name="actual">Ours.</param>
    /// <param name="threshold">The score that a keypoint needs: one next to it may be missing or come in addition.</param>
    public static void Compare(Comparison comparison, string path, JsonElement expected, ImmutableArray<Keypoint> actual, double threshold)
    {
        // 0 is no threshold that a score could miss: nothing flips there.
        bool MayFlip(double confidence) => threshold > 0 && Math.Abs(confidence - threshold) <= Allowance.Flip;

        int next = 0, number = 0;
        foreach (var keypoint in expected.EnumerateArray())
        {
            string at = $"{path}.keypoints[{number++}]";
            int slot = keypoint.GetProperty("class_id").GetInt32();
            double confidence = keypoint.GetProperty("confidence").GetDouble();
            while (next < actual.Length && actual[next].ClassId < slot)
            {
                Extra(actual[next++]);
            }

            if (next == actual.Length || actual[next].ClassId != slot)
            {
                if (!MayFlip(confidence))
                {
                    comparison.Add(at, keypoint.GetProperty("class").GetString()!, "nothing");
                }

                continue;
            }

            var found = actual[next++];
            comparison.Equal($"{at}.class", keypoint.GetProperty("class").GetString(), found.ClassName);
            comparison.Near($"{at}.confidence", confidence, found.Confidence, Allowance.Score);
            comparison.Near($"{at}.x", keypoint.GetProperty("x").GetDouble(), found.X, Allowance.Pixel + Allowance.Rounding);
            comparison.Near($"{at}.y", keypoint.GetProperty("y").GetDouble(), found.Y, Allowance.Pixel + Allowance.Rounding);
        }

        while (next < actual.Length)
        {
            Extra(actual[next++]);
        }

        void Extra(Keypoint keypoint)
        {
            if (!MayFlip(keypoint.Confidence))
            {
                comparison.Add($"{path}.keypoints", "nothing", keypoint.ToString());
            }
        }
    }
}
