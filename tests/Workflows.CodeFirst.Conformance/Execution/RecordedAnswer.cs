using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Conformance.Execution;

/// <summary>One recorded answer of a model, in the form of the reference's inference responses.</summary>
internal sealed class RecordedAnswer(JsonElement response, ImageSize imageSize)
{
    private readonly JsonElement predictions = response.ValueKind == JsonValueKind.Array ? response : response.GetProperty("predictions");

    public string? InferenceId => Member("inference_id") is { ValueKind: JsonValueKind.String } id ? id.GetString() : null;

    private ImageSize Size => Member("image") is { ValueKind: JsonValueKind.Object } image
        ? new(image.GetProperty("width").GetInt32(), image.GetProperty("height").GetInt32())
        : imageSize;

    /// <summary>The answer as a prediction of a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="wantsMasks">Whether run lengths are understood; blocks that ask for outlines lose them.</param>
    public object As(ModelTask task, bool wantsMasks) => task switch
    {
        ModelTask.ObjectDetection => Fill(new Detections()),
        ModelTask.KeypointDetection => Fill(new KeypointDetections { Keypoints = [.. Rows.Select(Keypoints)] }),
        ModelTask.InstanceSegmentation => Instances(wantsMasks),
        ModelTask.SingleLabelClassification => new SingleLabelClassification { ImageSize = Size, Predictions = [.. Rows.Select(row => Score(row, Text(row, "class")!))] },
        ModelTask.MultiLabelClassification => new MultiLabelClassification
        {
            ImageSize = Size,
            Scores = [.. predictions.EnumerateObject().Select(row => Score(row.Value, row.Name))],
            PredictedClasses = [.. response.GetProperty("predicted_classes").EnumerateArray().Select(name => name.GetString()!)],
        },
        _ => Semantic(),
    };

    private IEnumerable<JsonElement> Rows => predictions.EnumerateArray();

    private Detections Fill(Detections detections) => Fill(detections, [.. Rows]);

    private Detections Fill(Detections detections, JsonElement[] rows) => detections with
    {
        ImageSize = Size,
        Boxes = [.. rows.Select(row => Box.FromCenter(Number(row, "x"), Number(row, "y"), Number(row, "width"), Number(row, "height")))],
        Confidences = [.. rows.Select(row => Number(row, "confidence"))],
        ClassIds = [.. rows.Select(row => row.GetProperty("class_id").GetInt32())],
        ClassNames = [.. rows.Select(row => Text(row, "class")!)],
        DetectionIds = [.. rows.Select(row => Text(row, "detection_id") ?? Guid.NewGuid().ToString())],
        TrackerIds = rows.Length > 0 && Array.TrueForAll(rows, row => row.TryGetProperty("tracker_id", out var id) && id.ValueKind == JsonValueKind.Number)
            ? [.. rows.Select(row => row.GetProperty("tracker_id").GetInt32())]
            : [],
    };

    private InstanceDetections Instances(bool wantsMasks)
    {
        JsonElement[] rows = [.. Rows];
        if (Array.Exists(rows, row => row.TryGetProperty("rle", out _)))
        {
            var masks = wantsMasks ? rows.Select(row => RunLengths(row.GetProperty("rle"))).ToImmutableArray() : [];
            return (InstanceDetections)Fill(new InstanceDetections { Masks = masks }, rows);
        }

        rows = Array.FindAll(rows, row => Points(row).Length >= 3);
        return (InstanceDetections)Fill(
            new InstanceDetections
            {
                Masks = [.. rows.Select(row => Mask.FromPolygon(Points(row).AsSpan(), Size))],
                Polygons = [.. rows.Select(Points)],
            },
            rows);
    }

    private SemanticSegmentation Semantic()
    {
        var classes = new byte[Size.PixelCount];
        var scores = new byte[Size.PixelCount];
        foreach (var rectangle in predictions.GetProperty("rects").EnumerateArray())
        {
            int[] values = [.. rectangle.EnumerateArray().Select(value => value.GetInt32())];
            for (int y = values[3]; y < Math.Min(values[5], Size.Height); y++)
            {
                int width = Math.Max(0, Math.Min(values[4], Size.Width) - values[2]);
                classes.AsSpan(y * Size.Width + values[2], width).Fill((byte)values[0]);
                scores.AsSpan(y * Size.Width + values[2], width).Fill((byte)values[1]);
            }
        }

        return new SemanticSegmentation
        {
            Size = Size,
            ClassMap = classes,
            ConfidenceMap = scores,
            ClassNames = [.. predictions.GetProperty("class_map").EnumerateObject().OrderBy(entry => int.Parse(entry.Name, CultureInfo.InvariantCulture)).Select(entry => entry.Value.GetString()!)],
        };
    }

    private static ImmutableArray<Keypoint> Keypoints(JsonElement row) =>
    [
        .. row.GetProperty("keypoints").EnumerateArray().Select(point => new Keypoint(
            (float)Number(point, "x"), (float)Number(point, "y"), (float)Number(point, "confidence"), point.GetProperty("class_id").GetInt32(), Text(point, "class")!)),
    ];

    private static ImmutableArray<ImagePoint> Points(JsonElement row) =>
        row.TryGetProperty("points", out var points) ? [.. points.EnumerateArray().Select(point => new ImagePoint(Number(point, "x"), Number(point, "y")))] : [];

    private static Mask RunLengths(JsonElement rle) =>
        Mask.FromRle(new CocoRle(new(rle.GetProperty("size")[1].GetInt32(), rle.GetProperty("size")[0].GetInt32()), rle.GetProperty("counts").GetString()!));

    private static ClassScore Score(JsonElement row, string name) => new(name, row.GetProperty("class_id").GetInt32(), Number(row, "confidence"));

    private static double Number(JsonElement row, string member) => row.GetProperty(member).GetDouble();

    private static string? Text(JsonElement row, string member) => row.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private JsonElement? Member(string name) => response.ValueKind == JsonValueKind.Object && response.TryGetProperty(name, out var value) ? value : null;
}
