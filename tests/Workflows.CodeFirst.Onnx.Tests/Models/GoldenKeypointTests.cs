using System.Text.Json;

namespace Workflows.CodeFirst.Onnx.Tests.Models;

/// <summary>Keypoints of the sample models, from pixels to results.</summary>
public class GoldenKeypointTests
{
    [Theory]
    [InlineData("M__shapes-keypoints-1")]
    [InlineData("L__shapes-keypoints-1")]
    public void Keypoints(string file)
    {
        JsonElement golden = GoldenModels.Read(file);
        using var model = Model.Load(GoldenModels.PackageFolder(golden));
        int compared = 0;
        foreach (JsonElement recorded in golden.GetProperty("images").EnumerateArray())
        {
            using Image image = GoldenModels.LoadImage(recorded);
            foreach (JsonElement request in recorded.GetProperty("requests").EnumerateArray())
            {
                if (!request.GetProperty("stable").GetBoolean())
                {
                    continue;
                }

                KeypointDetections actual = model.DetectKeypoints(image, Options(request));
                JsonElement[] expected = [.. request.GetProperty("predictions").EnumerateArray()];
                Assert.Equal(expected.Length, actual.Count);
                for (int i = 0; i < expected.Length; i++)
                {
                    Assert.Equal(expected[i].GetProperty("class").GetString(), actual.ClassNames[i]);
                    Assert.Equal(expected[i].GetProperty("confidence").GetDouble(), actual.Confidences[i], 2e-3);
                    Assert.Equal(expected[i].GetProperty("x").GetDouble(), actual.Boxes[i].CenterX, 1.0);
                    Assert.Equal(expected[i].GetProperty("width").GetDouble(), actual.Boxes[i].Width, 1.0);
                    JsonElement[] keypoints = [.. expected[i].GetProperty("keypoints").EnumerateArray()];
                    Assert.Equal(keypoints.Length, actual.Keypoints[i].Length);
                    for (int k = 0; k < keypoints.Length; k++)
                    {
                        Assert.Equal(keypoints[k].GetProperty("class").GetString(), actual.Keypoints[i][k].ClassName);
                        Assert.Equal(keypoints[k].GetProperty("x").GetDouble(), actual.Keypoints[i][k].X, 1.0);
                        Assert.Equal(keypoints[k].GetProperty("y").GetDouble(), actual.Keypoints[i][k].Y, 1.0);
                        compared++;
                    }
                }
            }
        }

        Assert.True(compared > 50);
    }

    private static PredictionOptions Options(JsonElement request) => new()
    {
        Confidence = request.GetProperty("confidence_mode").GetString() switch
        {
            "best" => ConfidenceThreshold.Best,
            "default" => ConfidenceThreshold.Default,
            _ => request.GetProperty("custom_confidence").GetDouble(),
        },
        IouThreshold = request.TryGetProperty("iou_threshold", out JsonElement iou) ? iou.GetDouble() : 0.3,
        MaxDetections = request.TryGetProperty("max_detections", out JsonElement most) ? most.GetInt32() : 300,
        ClassAgnosticNms = request.TryGetProperty("class_agnostic_nms", out JsonElement agnostic) && agnostic.GetBoolean(),
        ClassFilter = request.TryGetProperty("class_filter", out JsonElement filter) && filter.ValueKind == JsonValueKind.Array
            ? [.. filter.EnumerateArray().Select(e => e.GetString()!)]
            : [],
        KeypointConfidence = request.TryGetProperty("keypoint_confidence", out JsonElement k) && k.ValueKind == JsonValueKind.Number ? k.GetDouble() : null,
    };
}
