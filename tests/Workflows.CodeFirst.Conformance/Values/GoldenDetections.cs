using System.Collections.Immutable;
using System.Text.Json;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Conformance.Values;

/// <summary>
/// Decodes detections. What detections have as properties of their own goes there when it is complete; every other column goes to
/// <see cref="Detections.Data"/>.
/// </summary>
internal static class GoldenDetections
{
    /// <summary>Masks that are kept as run lengths.</summary>
    private const string RleMask = "rle_mask";

    private static readonly string[] PlaceColumns =
    [
        DetectionColumns.ImageDimensions,
        DetectionColumns.ParentId, DetectionColumns.ParentCoordinates, DetectionColumns.ParentDimensions,
        DetectionColumns.RootParentId, DetectionColumns.RootParentCoordinates, DetectionColumns.RootParentDimensions,
    ];

    private static readonly string[] KeypointColumns =
    [
        DetectionColumns.KeypointsXy, DetectionColumns.KeypointsConfidence, DetectionColumns.KeypointsClassName, DetectionColumns.KeypointsClassId,
    ];

    public static Detections Decode(JsonElement body)
    {
        int count = body.GetProperty("count").GetInt32();
        var columns = new Dictionary<string, object?[]>(StringComparer.Ordinal);
        foreach (var column in body.GetProperty("data").EnumerateObject())
        {
            if (column.Value.ValueKind != JsonValueKind.Null)
            {
                columns[column.Name] = Cells(column.Name, GoldenValues.Decode(column.Value), count);
            }
        }

        var origins = Origins(columns, count);
        var names = Texts(columns, DetectionColumns.ClassName);
        var ids = Texts(columns, DetectionColumns.DetectionId);
        var masks = columns.Remove(RleMask, out var encoded) ? [.. encoded.Select(RunLengths)] : Masks(body.GetProperty("mask"));
        var keypoints = masks.IsDefault ? Keypoints(columns, count) : default;
        var detections = !masks.IsDefault ? new InstanceDetections { Masks = masks }
            : !keypoints.IsDefault ? new KeypointDetections { Keypoints = keypoints }
            : new Detections();
        double[] corners = GoldenArrays.Numbers(body.GetProperty("xyxy"))!;
        return detections with
        {
            Boxes = [.. Enumerable.Range(0, count).Select(row => new Box(corners[4 * row], corners[4 * row + 1], corners[4 * row + 2], corners[4 * row + 3]))],
            Confidences = [.. GoldenArrays.Numbers(body.GetProperty("confidence")) ?? []],
            ClassIds = [.. Whole(body.GetProperty("class_id"))],
            TrackerIds = [.. Whole(body.GetProperty("tracker_id"))],
            ClassNames = names,
            DetectionIds = ids,
            Origins = origins,
            Data = detections.Data.AddRange(columns.Select(column => KeyValuePair.Create(column.Key, column.Value.ToImmutableArray()))),
        };
    }

    private static IEnumerable<int> Whole(JsonElement column) => (GoldenArrays.Numbers(column) ?? []).Select(number => (int)number);

    private static object?[] Cells(string name, object? column, int count)
    {
        object?[] cells = [.. PythonSequences.Elements(column)];
        return cells.Length == count ? cells : throw new FormatException($"The column '{name}' has {cells.Length} rows instead of {count}.");
    }

    private static ImmutableArray<string> Texts(Dictionary<string, object?[]> columns, string name) =>
        columns.TryGetValue(name, out var cells) && Array.TrueForAll(cells, cell => cell is string) && columns.Remove(name)
            ? [.. cells.Cast<string>()]
            : [];

    private static ImmutableArray<Mask> Masks(JsonElement masks)
    {
        if (masks.ValueKind == JsonValueKind.Null)
        {
            return default;
        }

        if (masks.TryGetProperty("array", out var array))
        {
            return MasksOf(GoldenArrays.Decode(array));
        }

        var size = masks.GetProperty("size");
        var image = new ImageSize(size[1].GetInt32(), size[0].GetInt32());
        return [.. masks.GetProperty("rle").EnumerateArray().Select(runs =>
            Mask.FromRle(CocoRle.FromCounts(image, [.. runs.EnumerateArray().Select(run => run.GetInt64())])))];
    }

    private static Mask RunLengths(object? encoded)
    {
        var members = (IReadOnlyDictionary<string, object?>)encoded!;
        var size = (IReadOnlyList<object?>)members["size"]!;
        return Mask.FromRle(new(new((int)(long)size[1]!, (int)(long)size[0]!), (string)members["counts"]!));
    }

    private static ImmutableArray<Mask> MasksOf(ArrayValue array)
    {
        var size = new ImageSize(array.Shape[2], array.Shape[1]);
        var masks = ImmutableArray.CreateBuilder<Mask>(array.Shape[0]);
        var pixels = new byte[size.PixelCount];
        for (int i = 0; i < array.Shape[0]; i++)
        {
            for (int pixel = 0; pixel < pixels.Length; pixel++)
            {
                pixels[pixel] = PythonValues.IsTrue(array.Items[i * pixels.Length + pixel]) ? (byte)1 : (byte)0;
            }

            masks.Add(Mask.FromPixels(pixels, size));
        }

        return masks.MoveToImmutable();
    }

    private static ImmutableArray<DetectionOrigin> Origins(Dictionary<string, object?[]> columns, int count)
    {
        if (!Array.TrueForAll(PlaceColumns, name => IsComplete(columns, name)))
        {
            return [];
        }

        var origins = ImmutableArray.CreateBuilder<DetectionOrigin>(count);
        for (int row = 0; row < count; row++)
        {
            var (width, height) = Pair(DetectionColumns.ImageDimensions);
            origins.Add(new(
                new(height, width),
                Origin(DetectionColumns.ParentId, DetectionColumns.ParentCoordinates, DetectionColumns.ParentDimensions),
                Origin(DetectionColumns.RootParentId, DetectionColumns.RootParentCoordinates, DetectionColumns.RootParentDimensions),
                columns.GetValueOrDefault(DetectionColumns.InferenceId)?[row] as string,
                columns.GetValueOrDefault(DetectionColumns.PredictionType)?[row] as string));

            ImageOrigin Origin(string id, string coordinates, string dimensions)
            {
                var (x, y) = Pair(coordinates);
                var (h, w) = Pair(dimensions);
                return new((string)columns[id][row]!, x, y, new(w, h));
            }

            (int First, int Second) Pair(string name) => (Number(columns[name][row], 0), Number(columns[name][row], 1));
        }

        foreach (string name in PlaceColumns)
        {
            columns.Remove(name);
        }

        // A new identifier stays a column of its own, to be compared as one.
        if (columns.TryGetValue(DetectionColumns.InferenceId, out var inferences) && Array.TrueForAll(inferences, cell => cell is null or string))
        {
            columns.Remove(DetectionColumns.InferenceId);
        }

        columns.Remove(DetectionColumns.PredictionType);
        return origins.MoveToImmutable();
    }

    private static bool IsComplete(Dictionary<string, object?[]> columns, string name) =>
        columns.TryGetValue(name, out var cells) && !Array.Exists(cells, cell => cell is null);

    private static int Number(object? cell, long index) =>
        PythonNumber.TryGet(PythonSequences.Item(cell, index), out var number) ? (int)Math.Round(number.ToDouble()) : throw new FormatException("A place is no number.");

    /// <summary>The keypoints, without the nameless ones that fill up rows.</summary>
    private static ImmutableArray<ImmutableArray<Keypoint>> Keypoints(Dictionary<string, object?[]> columns, int count)
    {
        // The numbers of keypoints may be left out: their positions stand for them.
        if (!Array.TrueForAll(KeypointColumns, name => name == DetectionColumns.KeypointsClassId ? !columns.ContainsKey(name) || IsComplete(columns, name) : IsComplete(columns, name)))
        {
            return default;
        }

        var rows = ImmutableArray.CreateBuilder<ImmutableArray<Keypoint>>(count);
        for (int row = 0; row < count; row++)
        {
            object?[] positions = List(DetectionColumns.KeypointsXy), confidences = List(DetectionColumns.KeypointsConfidence);
            object?[] names = List(DetectionColumns.KeypointsClassName), numbers = columns.ContainsKey(DetectionColumns.KeypointsClassId) ? List(DetectionColumns.KeypointsClassId) : [];
            int length = positions.Length;
            while (length > 0 && names[length - 1] is "")
            {
                length--;
            }

            rows.Add([.. Enumerable.Range(0, length).Select(i => new Keypoint(
                (double)((object?[])positions[i]!)[0]!, (double)((object?[])positions[i]!)[1]!, (double)confidences[i]!, numbers.Length > 0 ? (int)(long)numbers[i]! : i, (string)names[i]!))]);

            object?[] List(string name) => columns[name][row] is ArrayValue array ? (object?[])array.ToList()! : [.. PythonSequences.Elements(columns[name][row])];
        }

        foreach (string name in KeypointColumns)
        {
            columns.Remove(name);
        }

        return rows.MoveToImmutable();
    }
}
