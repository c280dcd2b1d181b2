using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Workflows.CodeFirst.Conformance.Postprocess;
using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Conformance.Models;

/// <summary>What the network is given: bit for bit in today's format, to a thousandth of the pixel range in the legacy one.</summary>
internal static class InputComparison
{
    private const double LegacyValue = 1e-3;
    private const double Scale = 1e-6;

    public static CaseResult Compare(JsonElement file, JsonElement recorded, Model model, Image image)
    {
        var comparison = new Comparison();
        comparison.Equal("$.task_type", file.GetProperty("task_type").GetString(), model.Task.PackageName());
        comparison.Sequence("$.class_names", file.GetProperty("class_names").Strings(), model.ClassNames);
        comparison.Equal("width", recorded.GetProperty("width").GetInt32(), image.Width);
        comparison.Equal("height", recorded.GetProperty("height").GetInt32(), image.Height);
        if (recorded.TryGetProperty("meta", out var meta))
        {
            CompareGeometry(comparison, meta, InputPlan.Create(model.Name, model.Package.Input, image.Size, model.InputSize));
        }

        CompareTensor(comparison, recorded.GetProperty("input"), model, model.InputOf(image.View));
        return comparison.Result;
    }

    private static void CompareGeometry(Comparison comparison, JsonElement meta, InputPlan plan)
    {
        var geometry = plan.Geometry;
        comparison.Equal("meta.pad_left", meta.GetProperty("pad_left").GetInt32(), geometry.PadLeft);
        comparison.Equal("meta.pad_top", meta.GetProperty("pad_top").GetInt32(), geometry.PadTop);
        comparison.Equal("meta.pad_right", meta.GetProperty("pad_right").GetInt32(), geometry.PadRight);
        comparison.Equal("meta.pad_bottom", meta.GetProperty("pad_bottom").GetInt32(), geometry.PadBottom);
        comparison.Near("meta.scale_width", meta.GetProperty("scale_width").GetDouble(), plan.Fit.ScaleX, Scale);
        comparison.Near("meta.scale_height", meta.GetProperty("scale_height").GetDouble(), plan.Fit.ScaleY, Scale);
        comparison.Sequence(
            "meta.static_crop_offset",
            meta.GetProperty("static_crop_offset").Integers(),
            [geometry.Crop.X, geometry.Crop.Y, geometry.Crop.Width, geometry.Crop.Height]);
    }

    private static void CompareTensor(Comparison comparison, JsonElement expected, Model model, float[] actual)
    {
        comparison.Sequence("input.shape", expected.GetProperty("shape").Integers(), [1, 3, model.TensorSize.Height, model.TensorSize.Width]);
        string hash = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(actual.AsSpan())));
        if (hash == expected.GetProperty("sha256_f32le").GetString())
        {
            return;
        }

        // Where the hash must match, sum and samples only help to find the reason.
        bool isLegacy = model.Format == PackageFormat.Legacy;
        double allowance = isLegacy ? LegacyValue * Spread(model.Package.Input.Normalization) : 0;
        if (!isLegacy)
        {
            comparison.Equal("input.sha256_f32le", expected.GetProperty("sha256_f32le").GetString(), hash);
        }

        double sum = 0;
        foreach (float value in actual)
        {
            sum += value;
        }

        // Rounding errors have either sign: they cancel out in a sum.
        comparison.Near("input.sum", expected.GetProperty("sum").GetDouble(), sum, Math.Max(Scale * Math.Abs(sum), allowance * Math.Sqrt(actual.Length)));
        foreach (var sample in expected.GetProperty("samples").EnumerateArray())
        {
            int index = sample[0].GetInt32();
            if ((uint)index < (uint)actual.Length)
            {
                comparison.Near($"input[{index}]", sample[1].GetDouble(), actual[index], allowance);
            }
            else
            {
                comparison.Add($"input[{index}]", "a value", $"{actual.Length} values");
            }
        }
    }

    /// <summary>By how much normalisation widens the range from 0 to 1.</summary>
    private static double Spread(Normalization normalization) =>
        normalization.Deviation.IsEmpty ? 1 : Math.Max(1, 1 / normalization.Deviation.Min());
}
