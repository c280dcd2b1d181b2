using System.Text.Json;
using Workflows.CodeFirst.Conformance.Postprocess;

namespace Workflows.CodeFirst.Conformance.Models;

/// <summary>Classes of whole images.</summary>
internal static class ClassificationComparison
{
    /// <param name="comparison">Receives the differences.</param>
    /// <param name="request">The recorded response.</param>
    /// <param name="actual">Ours.</param>
    /// <param name="all">Ours without a threshold.</param>
    public static void Compare(Comparison comparison, GoldenRequest request, SingleLabelClassification actual, SingleLabelClassification all)
    {
        comparison.Equal("image", request.ImageSize, actual.ImageSize);
        if (request.Optional("softmax") is { } scores)
        {
            double[] expected = scores.Doubles();
            comparison.Equal("softmax classes", expected.Length, all.Predictions.Length);
            foreach (var score in all.Predictions.Where(score => score.ClassId < expected.Length))
            {
                comparison.Near($"softmax[{score.ClassId}]", expected[score.ClassId], score.Confidence, Allowance.Score);
            }
        }

        Recorded[] recorded = [.. request.Predictions.EnumerateArray().Select(Recorded.Read)];
        CompareRanking(comparison, request, recorded, actual);
        bool isTopCertain = recorded.Length == 0
            ? actual.Predictions.IsEmpty || !request.MayFlip(actual.Top, actual.Confidence)
            : !request.MayFlip(recorded[0].ClassName, recorded[0].Confidence) && !IsTie(recorded);
        if (isTopCertain)
        {
            comparison.Equal("top", request.Get("top").GetString(), actual.Top);
            comparison.Near("confidence", request.Get("confidence").GetDouble(), actual.Confidence, Allowance.Score);
        }
    }

    public static void Compare(Comparison comparison, GoldenRequest request, MultiLabelClassification actual)
    {
        comparison.Equal("image", request.ImageSize, actual.ImageSize);
        JsonProperty[] expected = [.. request.Predictions.EnumerateObject()];
        comparison.Sequence("predictions", expected.Select(score => score.Name), actual.Scores.Select(score => score.ClassName));
        if (!comparison.IsEqual)
        {
            return;
        }

        for (int i = 0; i < expected.Length; i++)
        {
            var score = actual.Scores[i];
            comparison.Equal($"{score.ClassName}.class_id", expected[i].Value.GetProperty("class_id").GetInt32(), score.ClassId);
            comparison.Near($"{score.ClassName}.confidence", expected[i].Value.GetProperty("confidence").GetDouble(), score.Confidence, Allowance.Score);
        }

        // A class next to its threshold may be there or not.
        string[] certain = [.. actual.Scores.Where(score => !request.MayFlip(score.ClassName, score.Confidence)).Select(score => score.ClassName)];
        comparison.Sequence(
            "predicted_classes",
            request.Get("predicted_classes").Strings().Where(name => certain.Contains(name)),
            actual.PredictedClasses.Where(name => certain.Contains(name)));
    }

    private static void CompareRanking(Comparison comparison, GoldenRequest request, Recorded[] expected, SingleLabelClassification actual)
    {
        int previous = -1;
        for (int i = 0; i < expected.Length; i++)
        {
            string path = $"predictions[{i}]";
            int rank = actual.Predictions.ToList().FindIndex(score => score.ClassId == expected[i].ClassId);
            if (rank < 0)
            {
                if (!request.MayFlip(expected[i].ClassName, expected[i].Confidence))
                {
                    comparison.Add(path, expected[i].ClassName, "nothing");
                }

                continue;
            }

            comparison.Equal($"{path}.class", expected[i].ClassName, actual.Predictions[rank].ClassName);
            comparison.Near($"{path}.confidence", expected[i].Confidence, actual.Predictions[rank].Confidence, Allowance.Score);
            if (rank < previous && expected[i - 1].Confidence - expected[i].Confidence > Allowance.Score)
            {
                comparison.Add(path, $"{expected[i].ClassName} after {expected[i - 1].ClassName}", "before it");
            }

            previous = rank;
        }

        foreach (var extra in actual.Predictions.Where(score => !expected.Any(recorded => recorded.ClassId == score.ClassId)))
        {
            if (!request.MayFlip(extra.ClassName, extra.Confidence))
            {
                comparison.Add("predictions", "nothing", extra.ToString());
            }
        }
    }

    private static bool IsTie(Recorded[] ranking) => ranking.Length > 1 && ranking[0].Confidence - ranking[1].Confidence <= Allowance.Score;

    private sealed record Recorded(string ClassName, int ClassId, double Confidence)
    {
        public static Recorded Read(JsonElement json) =>
            new(json.GetProperty("class").GetString()!, json.GetProperty("class_id").GetInt32(), json.GetProperty("confidence").GetDouble());
    }
}
