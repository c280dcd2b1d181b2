using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Workflows.CodeFirst.Onnx;
using Workflows.CodeFirst.Runtime.Blocks.Models;

namespace Workflows.CodeFirst.Conformance.Execution;

/// <summary>Models that answer from a list, one answer an image, over and over; and that remember what they were asked.</summary>
internal sealed class RecordedModels(JsonElement models) : IModelSource
{
    private readonly Dictionary<string, int> counters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ModelRequest>> requests = new(StringComparer.Ordinal);

    public ModelResponse<T> Predict<T>(ModelRequest request, CancellationToken cancellation)
    {
        if (!models.TryGetProperty(request.ModelId, out var model))
        {
            throw new InvalidOperationException($"unknown model {request.ModelId}");
        }

        if (!requests.TryGetValue(request.ModelId, out var known))
        {
            requests[request.ModelId] = known = [];
        }

        // The images belong to the caller and are gone after the call.
        known.Add(request with { Images = [.. request.Images] });
        if (model.TryGetProperty("raise", out var message))
        {
            throw new InvalidOperationException(message.GetString());
        }

        var predictions = new List<T>();
        var ids = new List<string>();
        foreach (var image in request.Images)
        {
            int number = counters.GetValueOrDefault(request.ModelId);
            counters[request.ModelId] = number + 1;
            var responses = model.GetProperty("responses");
            var response = responses[number % responses.GetArrayLength()];
            var answer = new RecordedAnswer(response, image.Size);
            predictions.Add((T)answer.As(request.Task, request.WantsMasks));
            ids.Add(answer.InferenceId ?? string.Create(CultureInfo.InvariantCulture, $"inf:{request.ModelId}:{number}"));
        }

        return new(predictions) { InferenceIds = ids };
    }

    /// <summary>Compares what models were asked with what the reference asked them.</summary>
    /// <param name="expected">The recorded calls by model.</param>
    /// <param name="unordered">Whether their order means nothing.</param>
    /// <param name="differences">Takes what differs.</param>
    public void CompareCalls(JsonElement expected, bool unordered, List<Difference> differences)
    {
        foreach (var model in expected.EnumerateObject())
        {
            var calls = model.Value.EnumerateArray().Where(call => call.GetProperty("call").GetString() == "infer").ToList();
            var actual = requests.GetValueOrDefault(model.Name) ?? [];
            if (calls.Count != actual.Count)
            {
                differences.Add(new($"model_calls.{model.Name}", $"{calls.Count} calls", $"{actual.Count} calls"));
                continue;
            }

            if (unordered)
            {
                CompareUnordered($"model_calls.{model.Name}", calls, [.. actual], differences);
                continue;
            }

            for (int i = 0; i < calls.Count; i++)
            {
                CompareCall(string.Create(CultureInfo.InvariantCulture, $"model_calls.{model.Name}[{i}]"), calls[i], actual[i], differences);
            }
        }
    }

    public void Dispose()
    {
    }

    /// <summary>Steps of one layer run in any order in the reference: each of their calls has to be there, somewhere.</summary>
    private static void CompareUnordered(string path, List<JsonElement> expected, List<ModelRequest> actual, List<Difference> differences)
    {
        foreach (var call in expected)
        {
            int found = actual.FindIndex(request =>
            {
                var found = new List<Difference>();
                CompareCall(path, call, request, found);
                return found.Count == 0;
            });
            if (found < 0)
            {
                differences.Add(new(path, call.GetProperty("request").GetRawText(), "no such call"));
                return;
            }

            actual.RemoveAt(found);
        }
    }

    private static void CompareCall(string path, JsonElement expected, ModelRequest actual, List<Difference> differences)
    {
        var request = expected.GetProperty("request");
        Expect("confidence", actual.Options.Confidence.IsNumber ? actual.Options.Confidence.Value : actual.Options.Confidence.ToString());
        Expect("iou_threshold", actual.Options.IouThreshold);
        Expect("max_detections", (double)actual.Options.MaxDetections);
        Expect("class_agnostic_nms", actual.Options.ClassAgnosticNms);
        Expect("class_filter", actual.Options.ClassFilter.IsEmpty ? null : string.Join('|', actual.Options.ClassFilter));
        Expect("keypoint_confidence", actual.Options.KeypointConfidence);
        Expect("max_candidates", (double?)actual.MaxCandidates);
        Expect("disable_active_learning", actual.DisablesActiveLearning);
        Expect("active_learning_target_dataset", actual.ActiveLearningTarget);
        Expect("tradeoff_factor", actual.Options.MaskTradeoff);
        Expect("mask_decode_mode", actual.Options.MaskDecodeMode switch { MaskDecodeMode.Fast => "fast", MaskDecodeMode.Tradeoff => "tradeoff", _ => "accurate" });
        if (actual.Task == ModelTask.InstanceSegmentation)
        {
            Expect("response_mask_format", actual.WantsMasks ? "rle" : "polygon");
            Expect("enforce_dense_masks_in_inference_models", actual.EnforcesDenseMasks ?? false);
        }

        var images = expected.GetProperty("images");
        if (images.GetArrayLength() != actual.Images.Count)
        {
            differences.Add(new($"{path}.images", $"{images.GetArrayLength()}", $"{actual.Images.Count}"));
            return;
        }

        for (int i = 0; i < actual.Images.Count; i++)
        {
            if (images[i].GetProperty("sha256").GetString() is { } hash && hash != Hash(actual.Images[i]))
            {
                differences.Add(new($"{path}.images[{i}]", $"pixels {hash}", $"pixels {Hash(actual.Images[i])} of {actual.Images[i].Size}"));
            }
        }

        void Expect(string member, object? value)
        {
            if (request.TryGetProperty(member, out var wanted) && !Equals(Plain(wanted), value))
            {
                differences.Add(new($"{path}.{member}", wanted.GetRawText(), value?.ToString() ?? "null"));
            }
        }
    }

    private static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array => value.GetArrayLength() == 0 ? null : string.Join('|', value.EnumerateArray().Select(item => item.GetString())),
        _ => null,
    };

    /// <summary>The pixels in the order of the reference: rows of blue, green, red.</summary>
    private static string Hash(Image image)
    {
        var bytes = new byte[image.Width * image.Height * 3];
        int o = 0;
        for (int y = 0; y < image.Height; y++)
        {
            var row = image.View.Row(y);
            for (int x = 0; x < row.Length; x += 3)
            {
                (bytes[o], bytes[o + 1], bytes[o + 2]) = (row[x + 2], row[x + 1], row[x]);
                o += 3;
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];
    }
}
