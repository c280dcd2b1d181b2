using System.Collections.Immutable;
using System.Text.Json;

namespace Workflows.CodeFirst.Onnx.Tests.Models;

/// <summary>
/// Recorded runs of all small models, from pixels to results (every third image; the conformance suite runs them all), with the tolerances that two builds of the runtime need: scores to
/// 0.002, boxes and points to a pixel, masks to an overlap of 0.98.
/// </summary>
public class GoldenModelTests
{
    private const double ScoreTolerance = 2e-3;
    private const double PixelTolerance = 1.0;

    public static TheoryData<string> Files() => [.. GoldenModels.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public void Results_equal_the_recorded_ones(string file)
    {
        JsonElement golden = GoldenModels.Read(file);
        using var model = Model.Load(GoldenModels.PackageFolder(golden));
        Assert.Equal(golden.GetProperty("task_type").GetString(), model.Task.PackageName());
        int compared = 0;
        foreach (JsonElement recorded in golden.GetProperty("images").EnumerateArray().Where((_, i) => i % 3 == 0))
        {
            using Image image = GoldenModels.LoadImage(recorded);
            foreach (JsonElement request in recorded.GetProperty("requests").EnumerateArray())
            {
                if (request.TryGetProperty("stable", out JsonElement stable) && !stable.GetBoolean())
                {
                    continue; // a rounding error decides what is found
                }

                Compare(model, image, request);
                compared++;
            }
        }

        Assert.True(compared >= 4);
    }

    private static void Compare(Model model, Image image, JsonElement request)
    {
        PredictionOptions options = Options(request);
        JsonElement predictions = request.GetProperty("predictions");
        switch (model.Task)
        {
            case ModelTask.ObjectDetection:
                CompareBoxes(predictions, model.Detect(image, options));
                break;
            case ModelTask.KeypointDetection:
                KeypointDetections keypoints = model.DetectKeypoints(image, options);
                CompareBoxes(predictions, keypoints);
                CompareKeypoints(predictions, keypoints);
                break;
            case ModelTask.InstanceSegmentation:
                InstanceDetections instances = model.Segment(image, options);
                CompareBoxes(predictions, instances);
                CompareMasks(predictions, instances);
                break;
            case ModelTask.SingleLabelClassification:
                SingleLabelClassification single = model.Classify(image, options);
                Assert.Equal(request.GetProperty("top").GetString(), single.Top);
                Assert.Equal(request.GetProperty("confidence").GetDouble(), single.Confidence, ScoreTolerance);
                Assert.Equal([.. predictions.EnumerateArray().Select(p => p.GetProperty("class_id").GetInt32())], single.Predictions.Select(p => p.ClassId));
                break;
            case ModelTask.MultiLabelClassification:
                MultiLabelClassification multi = model.ClassifyMultiLabel(image, options);
                Assert.Equal([.. request.GetProperty("predicted_classes").EnumerateArray().Select(c => c.GetString()!)], multi.PredictedClasses.AsEnumerable());
                foreach (ClassScore score in multi.Scores)
                {
                    JsonElement expected = predictions.GetProperty(score.ClassName);
                    Assert.Equal(expected.GetProperty("class_id").GetInt32(), score.ClassId);
                    Assert.Equal(expected.GetProperty("confidence").GetDouble(), score.Confidence, ScoreTolerance);
                }

                break;
            default:
                ComparePixels(request, model.SegmentSemantic(image, options));
                break;
        }
    }

    private static void CompareBoxes(JsonElement predictions, Detections actual)
    {
        JsonElement[] expected = [.. predictions.EnumerateArray()];
        Assert.Equal(expected.Length, actual.Count);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i].GetProperty("class").GetString(), actual.ClassNames[i]);
            Assert.Equal(expected[i].GetProperty("class_id").GetInt32(), actual.ClassIds[i]);
            Assert.Equal(expected[i].GetProperty("confidence").GetDouble(), actual.Confidences[i], ScoreTolerance);
            double x = expected[i].GetProperty("x").GetDouble(), y = expected[i].GetProperty("y").GetDouble();
            double width = expected[i].GetProperty("width").GetDouble(), height = expected[i].GetProperty("height").GetDouble();
            Assert.Equal(x - width / 2, actual.Boxes[i].X1, PixelTolerance);
            Assert.Equal(y - height / 2, actual.Boxes[i].Y1, PixelTolerance);
            Assert.Equal(x + width / 2, actual.Boxes[i].X2, PixelTolerance);
            Assert.Equal(y + height / 2, actual.Boxes[i].Y2, PixelTolerance);
        }
    }

    private static void CompareKeypoints(JsonElement predictions, KeypointDetections actual)
    {
        int row = 0;
        foreach (JsonElement prediction in predictions.EnumerateArray())
        {
            JsonElement[] expected = [.. prediction.GetProperty("keypoints").EnumerateArray()];
            ImmutableArray<Keypoint> keypoints = actual.Keypoints[row++];
            Assert.Equal(expected.Length, keypoints.Length);
            for (int k = 0; k < expected.Length; k++)
            {
                Assert.Equal(expected[k].GetProperty("class").GetString(), keypoints[k].ClassName);
                Assert.Equal(expected[k].GetProperty("class_id").GetInt32(), keypoints[k].ClassId);
                Assert.Equal(expected[k].GetProperty("confidence").GetDouble(), keypoints[k].Confidence, ScoreTolerance);
                Assert.Equal(expected[k].GetProperty("x").GetDouble(), keypoints[k].X, PixelTolerance);
                Assert.Equal(expected[k].GetProperty("y").GetDouble(), keypoints[k].Y, PixelTolerance);
            }
        }
    }

    private static void CompareMasks(JsonElement predictions, InstanceDetections actual)
    {
        int row = 0;
        foreach (JsonElement prediction in predictions.EnumerateArray())
        {
            Mask expected;
            Mask mask;
            if (prediction.TryGetProperty("rle", out JsonElement rle))
            {
                JsonElement size = rle.GetProperty("size");
                expected = Mask.FromRle(new(new(size[1].GetInt32(), size[0].GetInt32()), rle.GetProperty("counts").GetString()!));
                mask = actual.Masks[row];
            }
            else
            {
                // Legacy results are polygons; filled, they are what workflows go on with.
                ImagePoint[] points = [.. prediction.GetProperty("points").EnumerateArray().Select(p => new ImagePoint(p.GetProperty("x").GetDouble(), p.GetProperty("y").GetDouble()))];
                expected = Mask.FromPolygon(points, actual.ImageSize!.Value);
                mask = Mask.FromPolygon(actual.Polygons[row].AsSpan(), actual.ImageSize!.Value);
            }

            row++;
            double overlap = expected.IntersectionArea(mask), union = expected.Area + mask.Area - overlap;
            Assert.True(union == 0 || overlap / union >= 0.98, $"row {row}: {overlap} of {union} pixels in common");
        }
    }

    private static void ComparePixels(JsonElement request, SemanticSegmentation actual)
    {
        JsonElement image = request.GetProperty("image");
        Assert.Equal(new(image.GetProperty("width").GetInt32(), image.GetProperty("height").GetInt32()), actual.Size);
        ReadOnlySpan<byte> classes = actual.ClassMap.Span, scores = actual.ConfidenceMap.Span;
        var counts = new int[256];
        long sum = 0;
        for (int i = 0; i < classes.Length; i++)
        {
            counts[classes[i]]++;
            sum += scores[i];
        }

        long differing = 0;
        foreach (JsonProperty expected in request.GetProperty("pixel_counts").EnumerateObject())
        {
            differing += Math.Abs(expected.Value.GetInt32() - counts[actual.ClassNames.IndexOf(expected.Name)]);
        }

        differing /= 2; // a pixel of another class is missing in one and too much in the other
        Assert.True(differing <= classes.Length * 0.005, $"{differing} of {classes.Length} pixels have another class");
        JsonElement mask = request.GetProperty("confidence_mask");
        Assert.Equal(mask.GetProperty("mean").GetDouble(), (double)sum / classes.Length, 0.5);
    }

    private static PredictionOptions Options(JsonElement request) => new()
    {
        Confidence = request.GetProperty("confidence_mode").GetString() switch
        {
            "best" => ConfidenceThreshold.Best,
            "default" => ConfidenceThreshold.Default,
            _ => request.GetProperty("custom_confidence").GetDouble(),
        },
        IouThreshold = Number(request, "iou_threshold") ?? 0.3,
        MaxDetections = (int)(Number(request, "max_detections") ?? 300),
        ClassAgnosticNms = request.TryGetProperty("class_agnostic_nms", out JsonElement agnostic) && agnostic.ValueKind == JsonValueKind.True,
        ClassFilter = request.TryGetProperty("class_filter", out JsonElement filter) && filter.ValueKind == JsonValueKind.Array
            ? [.. filter.EnumerateArray().Select(e => e.GetString()!)]
            : [],
        MaskDecodeMode = request.TryGetProperty("mask_decode_mode", out JsonElement mode) ? Enum.Parse<MaskDecodeMode>(mode.GetString()!, ignoreCase: true) : default,
        MaskTradeoff = Number(request, "tradeoff_factor") ?? 0,
    };

    private static double? Number(JsonElement request, string name) =>
        request.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
