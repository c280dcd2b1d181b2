using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Workflows.CodeFirst.Conformance.Models;

/// <summary>The mask and the outline of one detection, also as a workflow passes them on: filled, and traced again.</summary>
internal static class InstanceComparison
{
    /// <param name="comparison">Receives the differences.</param>
    /// <param name="path">Where the detection is.</param>
    /// <param name="expected">The recorded prediction.</param>
    /// <param name="actual">Ours: one row.</param>
    public static void Compare(Comparison comparison, string path, JsonElement expected, InstanceDetections actual)
    {
        var mask = actual.Masks[0];
        bool isIdentical = false;
        if (expected.TryGetProperty("rle", out var rle))
        {
            var recorded = ReadRle(rle);
            isIdentical = recorded.Equals(mask);
            CompareMasks(comparison, $"{path}.rle", recorded, mask);
        }

        var points = ReadPoints(expected.GetProperty("points"));
        CompareOutlines(comparison, $"{path}.points", points, actual.Polygons.IsEmpty ? mask.ToPolygon(MaskOutline.MostPoints) : actual.Polygons[0], isIdentical);
        if (expected.TryGetProperty("block_points", out var blockPoints))
        {
            ComparePassedOn(comparison, path, expected, blockPoints, actual.ThroughPolygons(), isIdentical);
        }
    }

    public static Mask ReadRle(JsonElement rle)
    {
        var size = rle.GetProperty("size");
        return Mask.FromRle(new(new(size[1].GetInt32(), size[0].GetInt32()), rle.GetProperty("counts").GetString()!));
    }

    /// <summary>How well two masks agree, as a share of the pixels of either.</summary>
    public static bool Agree(Mask expected, Mask actual)
    {
        if (expected.Size != actual.Size)
        {
            return false;
        }

        double common = expected.IntersectionArea(actual), either = expected.Area + actual.Area - common;
        return common >= Allowance.Overlap * either || Math.Abs(expected.Area - actual.Area) <= Allowance.Area * expected.Area;
    }

    private static void CompareMasks(Comparison comparison, string path, Mask expected, Mask actual)
    {
        if (!Agree(expected, actual))
        {
            string common = expected.Size == actual.Size ? expected.IntersectionArea(actual).ToString(CultureInfo.InvariantCulture) : "no";
            comparison.Add(path, expected.ToString(), $"{actual}, {common} pixels in common");
        }
    }

    private static void ComparePassedOn(
        Comparison comparison, string path, JsonElement expected, JsonElement blockPoints, InstanceDetections actual, bool isIdentical)
    {
        // Outlines of less than three points are not passed on.
        int count = blockPoints.ValueKind == JsonValueKind.Array && blockPoints.GetArrayLength() > 0 ? 1 : 0;
        comparison.Equal($"{path} passed on", count, actual.Count);
        if (count == 0 || actual.Count == 0)
        {
            return;
        }

        CompareOutlines(comparison, $"{path}.block_points", ReadPoints(blockPoints), actual.Masks[0].ToPolygon(MaskOutline.LargestArea), isIdentical);
        double area = expected.GetProperty("block_mask_area").GetDouble();
        comparison.Near($"{path}.block_mask_area", area, actual.Masks[0].Area, isIdentical ? 0 : Allowance.Area * area);
    }

    private static void CompareOutlines(
        Comparison comparison, string path, ImmutableArray<ImagePoint> expected, ImmutableArray<ImagePoint> actual, bool mustEqual)
    {
        if (expected.AsSpan().SequenceEqual(actual.AsSpan()))
        {
            return;
        }

        double distance = Outlines.Distance(expected, actual);
        if (mustEqual)
        {
            comparison.Add(path, $"{expected.Length} points", $"{actual.Length} other points, though the masks are identical");
        }
        else if (!(distance <= Allowance.Outline + Allowance.Rounding))
        {
            comparison.Add(path, $"{expected.Length} points", string.Create(CultureInfo.InvariantCulture, $"{actual.Length} points, {distance:0.##} pixels away"));
        }
    }

    private static ImmutableArray<ImagePoint> ReadPoints(JsonElement points) =>
    [
        .. points.EnumerateArray().Select(point => point.ValueKind == JsonValueKind.Array
            ? new ImagePoint(point[0].GetDouble(), point[1].GetDouble())
            : new ImagePoint(point.GetProperty("x").GetDouble(), point.GetProperty("y").GetDouble())),
    ];
}
