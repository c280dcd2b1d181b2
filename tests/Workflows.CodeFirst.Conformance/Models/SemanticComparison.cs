using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Workflows.CodeFirst.Conformance.Postprocess;

namespace Workflows.CodeFirst.Conformance.Models;

/// <summary>A class and a score for every pixel, and the masks of the classes.</summary>
internal static class SemanticComparison
{
    private const double Levels = 255;
    private const double Mean = 0.05;

    public static void Compare(Comparison comparison, GoldenRequest request, SemanticSegmentation actual)
    {
        comparison.Equal("image", request.ImageSize, actual.Size);
        comparison.Sequence("class_map", ClassNames(request), actual.ClassNames.Select((name, id) => (Id: id, Name: name)));
        if (!comparison.IsEqual)
        {
            return;
        }

        long most = (long)(Allowance.OtherPixels * actual.Size.PixelCount);
        long different = CompareClasses(comparison, request, actual, most);
        CompareScores(comparison, request.Get("confidence_mask"), actual, different);
        CompareDetections(comparison, request, actual.ToDetections(), most);
    }

    private static (int Id, string Name)[] ClassNames(GoldenRequest request) =>
    [
        .. request.Get("class_map").EnumerateObject()
            .Select(entry => (Id: int.Parse(entry.Name, CultureInfo.InvariantCulture), Name: entry.Value.GetString()!))
            .OrderBy(entry => entry.Id),
    ];

    /// <summary>Compares the classes of the pixels and returns how many pixels have another one.</summary>
    private static long CompareClasses(Comparison comparison, GoldenRequest request, SemanticSegmentation actual, long most)
    {
        var ids = actual.ClassMap.Span;
        var found = new long[256];
        foreach (byte id in ids)
        {
            found[id]++;
        }

        foreach (var count in request.Get("pixel_counts").EnumerateObject())
        {
            comparison.Near($"pixel_counts.{count.Name}", count.Value.GetInt64(), found[actual.ClassNames.IndexOf(count.Name)], most);
        }

        // Present or not is certain only for classes of more pixels than may be different.
        int[] present = request.Get("present_class_ids").Integers();
        var expectedCounts = request.Get("pixel_counts").EnumerateObject().ToDictionary(count => actual.ClassNames.IndexOf(count.Name), count => count.Value.GetInt64());
        foreach (int id in present.Union(actual.PresentClassIds))
        {
            if (Math.Max(found[id], expectedCounts.GetValueOrDefault(id)) > most)
            {
                comparison.Equal($"present_class_ids has {id}", present.Contains(id), actual.PresentClassIds.Contains(id));
            }
        }

        var expected = ExpectedClasses(request, actual.Size);
        long different = 0;
        for (int i = 0; i < ids.Length; i++)
        {
            different += ids[i] != expected[i] ? 1 : 0;
        }

        if (different > most)
        {
            comparison.Add("class map", $"at most {most} different pixels", $"{different}");
        }

        return different;
    }

    /// <summary>The recorded class of every pixel, from the masks: what is in none of them is of class 0.</summary>
    private static byte[] ExpectedClasses(GoldenRequest request, ImageSize size)
    {
        var classes = new byte[size.PixelCount];
        var pixels = new byte[size.PixelCount];
        foreach (var prediction in request.Predictions.EnumerateArray())
        {
            byte id = prediction.GetProperty("class_id").GetByte();
            InstanceComparison.ReadRle(prediction.GetProperty("rle_mask")).CopyTo(pixels, id);
            for (int i = 0; i < classes.Length; i++)
            {
                classes[i] |= pixels[i];
            }
        }

        return classes;
    }

    private static void CompareScores(Comparison comparison, JsonElement expected, SemanticSegmentation actual, long different)
    {
        var scores = actual.ConfidenceMap.Span;
        if (Convert.ToHexStringLower(SHA256.HashData(scores)) == expected.GetProperty("sha256").GetString())
        {
            return;
        }

        long sum = 0;
        foreach (byte score in scores)
        {
            sum += score;
        }

        // Rounding errors cancel out in a mean, but pixels that change their class also change their score.
        double allowance = Mean + Levels * different / scores.Length;
        comparison.Near("confidence_mask.mean", expected.GetProperty("mean").GetDouble(), (double)sum / scores.Length, allowance);
        foreach (var sample in expected.GetProperty("samples").EnumerateArray())
        {
            int row = sample[0].GetInt32(), column = sample[1].GetInt32(), index = row * actual.Size.Width + column;
            if (actual.ClassMap.Span[index] == sample[3].GetInt32())
            {
                comparison.Near($"confidence_mask[{row}, {column}]", sample[2].GetInt32(), scores[index], Math.Ceiling(Allowance.Score * Levels));
            }
        }
    }

    private static void CompareDetections(Comparison comparison, GoldenRequest request, SemanticDetections actual, long most)
    {
        int previous = -1;
        foreach (var prediction in request.Predictions.EnumerateArray())
        {
            string name = prediction.GetProperty("class").GetString()!;
            int row = actual.ClassIds.IndexOf(prediction.GetProperty("class_id").GetInt32());
            var mask = InstanceComparison.ReadRle(prediction.GetProperty("rle_mask"));
            if (row >= 0)
            {
                comparison.Equal($"{name} follows", true, row > previous);
                previous = row;
                Compare(comparison, prediction, name, mask, actual, row, most);
            }
            else if (mask.Area > most)
            {
                comparison.Add("predictions", name, "nothing");
            }
        }

        for (int row = 0; row < actual.Count; row++)
        {
            bool isRecorded = request.Predictions.EnumerateArray().Any(prediction => prediction.GetProperty("class_id").GetInt32() == actual.ClassIds[row]);
            if (!isRecorded && actual.Masks[row].Area > most)
            {
                comparison.Add("predictions", "nothing", $"{actual.ClassNames[row]} of {actual.Masks[row]}");
            }
        }
    }

    private static void Compare(Comparison comparison, JsonElement expected, string name, Mask mask, SemanticDetections actual, int row, long most)
    {
        var found = actual.Masks[row];
        comparison.Equal($"{name}.class", name, actual.ClassNames[row]);
        comparison.Near($"{name}.confidence", expected.GetProperty("confidence").GetDouble(), actual.Confidences[row], Allowance.Score);
        if (!InstanceComparison.Agree(mask, found) && (mask.Size != found.Size || mask.Area + found.Area - 2 * mask.IntersectionArea(found) > most))
        {
            comparison.Add($"{name}.rle_mask", mask.ToString(), found.ToString());
        }

        if (expected.TryGetProperty("area", out var area))
        {
            comparison.Near($"{name}.area", area.GetInt64(), found.Area, Math.Max(most, Allowance.Area * mask.Area));
        }

        // A single pixel moves a side of the box: boxes are compared where the masks have the same extent.
        if (mask.Bounds == found.Bounds)
        {
            var box = actual.Boxes[row];
            comparison.Near($"{name}.x", expected.GetProperty("x").GetDouble(), box.CenterX, Allowance.Rounding);
            comparison.Near($"{name}.y", expected.GetProperty("y").GetDouble(), box.CenterY, Allowance.Rounding);
            comparison.Near($"{name}.width", expected.GetProperty("width").GetDouble(), box.Width, Allowance.Rounding);
            comparison.Near($"{name}.height", expected.GetProperty("height").GetDouble(), box.Height, Allowance.Rounding);
        }
    }
}
