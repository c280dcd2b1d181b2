using Workflows.CodeFirst;
using Workflows.CodeFirst.Blocks;

namespace Authoring;

/// <summary>Who stands in the loading zone for too long: detect, track, measure the time, draw, and report it to a web service.</summary>
public static class ZoneAlert
{
    /// <summary>Writes the workflow.</summary>
    public static Workflow Create()
    {
        var image = Input.Image("image");
        var url = Input.Parameter(Kind.String, "webhook_url");
        var longestStay = Input.Parameter(Kind.Float, "longest_stay", 30.0);

        var zone = Zone.Polygon((420, 310), (980, 310), (1180, 700), (260, 700));

        // Who is there, since when.
        var detector = new ObjectDetectionV3("detector", image, "yolov8n-640")
            .WithClassFilter("person")
            .WithConfidenceMode(ConfidenceMode.Custom)
            .WithCustomConfidence(0.35);
        var tracker = new ByteTrackTrackerV1("tracker", image, detector.Predictions).WithLostTrackBuffer(60);
#pragma warning disable WF0007 // The tracker gives the kind of detections that it is given, which fits.
        var timer = new TimeInZoneV3("timer", image, tracker.TrackedDetections, zone).WithTriggeringAnchor(AnchorPosition.BottomCenter);
#pragma warning restore WF0007

        // Who is there for too long. The parameter is handed to the step by itself.
        var overdue = new DetectionsFilterV1("overdue", timer.TimedDetections, Query.Where(d => d.TimeInZone > longestStay && d.ClassName == "person"));
        var count = new PropertyDefinitionV1("count", overdue.Predictions, Query.Detections.Count);

        // What it looks like.
        var area = new PolygonZoneVisualizationV1("area", image, zone).WithColor(Color.Rgb(255, 160, 0)).WithOpacity(0.25);
        var boxes = new BoundingBoxVisualizationV1("boxes", area.Image, timer.TimedDetections).WithThickness(2);
        var preview = new LabelVisualizationV1("preview", boxes.Image, timer.TimedDetections).WithText(LabelText.TimeInZone).WithTextColor(Color.Black);

        // Told once a minute at most, and only if there is something to tell.
        var report = new WebhookSinkV1("report", url, WebhookSinkMethod.Post)
            .WithJsonPayload(("camera", "loading-dock-3"), ("count", count.Output), ("longest_stay", overdue.Predictions), ("limit", longestStay))
            .WithJsonPayloadOperations(("longest_stay", Query.Detections.Select(d => d.TimeInZone).Max(ofNone: 0)))
            .WithCooldownSeconds(60);
        var gate = new ContinueIfV1("if_overdue", Query.Of(count.Output).AsNumber() > 0, [report]);

        return Workflow.Create("zone-alert")
            .WithOutput("people", timer.TimedDetections)
            .WithOutput("overdue", overdue.Predictions)
            .WithOutput("preview", preview.Image)
            .WithStep(gate);
    }
}
