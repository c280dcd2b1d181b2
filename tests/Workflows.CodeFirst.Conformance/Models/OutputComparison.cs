using System.Text.Json;
using Workflows.CodeFirst.Conformance.Postprocess;
using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Conformance.Models;

/// <summary>What the network returns, before it is decoded.</summary>
internal static class OutputComparison
{
    private const double Score = 1e-3;
    private const double Coordinate = 2e-3;
    private const double CoordinateShare = 1e-3;

    /// <summary>Errors of many values cancel out: of a sum of magnitudes only this share may be missing.</summary>
    private const double SumShare = 1e-4;

    public static CaseResult Compare(JsonElement expected, Model model, Image image)
    {
        var comparison = new Comparison();
        var outputs = model.OutputsOf(image.View);
        comparison.Sequence("raw", expected.EnumerateArray().Select(output => output.GetProperty("name").GetString()!), outputs.Select(output => output.Name));
        foreach (var output in expected.EnumerateArray())
        {
            int index = Array.FindIndex(outputs, actual => actual.Name == output.GetProperty("name").GetString());
            if (index >= 0)
            {
                Compare(comparison, output, outputs[index].Name, outputs[index].Values, PixelColumns(model, index, outputs[index].Values));
            }
        }

        return comparison.Result;
    }

    private static void Compare(Comparison comparison, JsonElement expected, string name, Tensor actual, Func<int, bool> isPixel)
    {
        int[] shape = [1, .. actual.Shape];
        comparison.Sequence($"{name}.shape", expected.GetProperty("shape").Integers(), shape);
        if (!comparison.IsEqual)
        {
            return;
        }

        CompareTotals(comparison, expected, name, actual.Data.Span, isPixel(0));
        foreach (var member in expected.EnumerateObject())
        {
            switch (member.Name)
            {
                case "values":
                    CompareRow(comparison, $"{name}.values", member.Value, actual.Data.Span, 0, 1, isPixel);
                    break;
                case "samples":
                    foreach (var sample in member.Value.EnumerateArray())
                    {
                        int index = sample[0].GetInt32();
                        comparison.Near($"{name}[{index}]", sample[1].GetDouble(), actual.Data.Span[index], Allowed(sample[1].GetDouble(), isPixel(0)));
                    }

                    break;
                case "first_rows":
                    int row = 0;
                    foreach (var values in member.Value.EnumerateArray())
                    {
                        CompareRow(comparison, $"{name}.first_rows[{row}]", values, actual.Data.Span, row++ * shape[^1], 1, isPixel);
                    }

                    break;
                case "top_anchors":
                    foreach (var anchor in member.Value.EnumerateArray())
                    {
                        // An anchor is a column in most networks, a row in some.
                        int index = anchor.GetProperty("anchor").GetInt32();
                        var values = anchor.GetProperty("values");
                        bool isColumn = values.GetArrayLength() == shape[^2];
                        CompareRow(
                            comparison, $"{name}.anchor {index}", values, actual.Data.Span, isColumn ? index : index * shape[^1], isColumn ? shape[^1] : 1, isPixel);
                    }

                    break;
            }
        }
    }

    private static void CompareTotals(Comparison comparison, JsonElement expected, string name, ReadOnlySpan<float> actual, bool isPixel)
    {
        double sum = 0, magnitude = 0, least = double.PositiveInfinity, most = double.NegativeInfinity;
        foreach (float value in actual)
        {
            sum += value;
            magnitude += Math.Abs(value);
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }

        double allowance = Math.Max(Score, SumShare * magnitude);
        comparison.Near($"{name}.sum", expected.GetProperty("sum").GetDouble(), sum, allowance);
        comparison.Near($"{name}.abs_sum", expected.GetProperty("abs_sum").GetDouble(), magnitude, allowance);
        double expectedLeast = expected.GetProperty("min").GetDouble(), expectedMost = expected.GetProperty("max").GetDouble();
        comparison.Near($"{name}.min", expectedLeast, least, Allowed(expectedLeast, isPixel));
        comparison.Near($"{name}.max", expectedMost, most, Allowed(expectedMost, isPixel));
    }

    private static void CompareRow(
        Comparison comparison, string path, JsonElement expected, ReadOnlySpan<float> actual, int first, int stride, Func<int, bool> isPixel)
    {
        int column = 0;
        foreach (var value in expected.EnumerateArray())
        {
            comparison.Near($"{path}[{column}]", value.GetDouble(), actual[first + column * stride], Allowed(value.GetDouble(), isPixel(column)));
            column++;
        }
    }

    private static double Allowed(double value, bool isPixel) => isPixel ? Coordinate + CoordinateShare * Math.Abs(value) : Score;

    /// <summary>Which numbers of a detection are pixels rather than scores: corners or sides, and the places of keypoints.</summary>
    private static Func<int, bool> PixelColumns(Model model, int output, Tensor values)
    {
        // RF-DETR counts in shares of the image, and further outputs are scores or prototypes.
        if (output > 0 || model.Package.Family == ModelFamily.RfDetr || model.Task.IsClassification() || model.Task == ModelTask.SemanticSegmentation)
        {
            return _ => false;
        }

        // Keypoints come last, three numbers each: place and score. There are always more detections than numbers of one.
        int slots = model.Skeletons.IsEmpty ? 0 : model.Skeletons.Max(skeleton => skeleton.KeypointNames.Length);
        int keypoints = values.Shape.Min() - 3 * slots;
        return column => column < 4 || (column >= keypoints && (column - keypoints) % 3 != 2 && slots > 0);
    }
}
