using System.Text.Json;
using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Conformance.Models;

/// <summary>One prediction with the options that a request states.</summary>
internal static class RequestComparison
{
    public static CaseResult Compare(JsonElement element, Model model, Image image)
    {
        var request = GoldenRequest.Read(element);
        var strict = Compare(request, request.Options, model, image);
        if (request.IsStable || strict.Outcome == Outcome.Passed)
        {
            return strict;
        }

        // What was recorded depends on rounding errors: it must be what a threshold nearby gives.
        foreach (var options in request.Nearby())
        {
            var lenient = Compare(request, options, model, image);
            if (lenient.Outcome == Outcome.Passed)
            {
                return lenient;
            }
        }

        return strict;
    }

    private static CaseResult Compare(GoldenRequest request, PredictionOptions options, Model model, Image image)
    {
        var comparison = new Comparison();
        request.CompareThresholds(comparison, model);
        comparison.Equal("image", request.ImageSize, image.Size);
        switch (model.Task)
        {
            case ModelTask.ObjectDetection:
                DetectionComparison.Compare(comparison, request, model.Detect(image, options), (_, _, _) => { });
                break;
            case ModelTask.KeypointDetection:
                var keypoints = model.DetectKeypoints(image, options);
                double threshold = options.KeypointConfidence ?? FamilyDefaults.Of(model.Package.ToDecoderSpec(), DecoderTask.Keypoints).KeypointConfidence;
                DetectionComparison.Compare(
                    comparison, request, keypoints,
                    (path, expected, row) => KeypointComparison.Compare(comparison, path, expected.GetProperty("keypoints"), keypoints.Keypoints[row], threshold));
                break;
            case ModelTask.InstanceSegmentation:
                var instances = model.Segment(image, options);
                DetectionComparison.Compare(
                    comparison, request, instances,
                    (path, expected, row) => InstanceComparison.Compare(comparison, path, expected, (InstanceDetections)instances.Select([row])));
                break;
            case ModelTask.SingleLabelClassification:
                var all = model.Classify(image, options with { Confidence = 0.0 });
                ClassificationComparison.Compare(comparison, request, model.Classify(image, options), all);
                break;
            case ModelTask.MultiLabelClassification:
                ClassificationComparison.Compare(comparison, request, model.ClassifyMultiLabel(image, options));
                break;
            default:
                SemanticComparison.Compare(comparison, request, model.SegmentSemantic(image, options));
                break;
        }

        return comparison.Result;
    }
}
