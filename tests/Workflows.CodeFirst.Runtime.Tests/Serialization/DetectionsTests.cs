using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Serialization;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Tests.Serialization;

/// <summary>Detections as JSON, in both directions.</summary>
public class DetectionsTests
{
    private const string Basics = """ "width": 20, "height": 10, "x": 15, "y": 25, "confidence": 0.5, "class_id": 3, "class": "cat", "detection_id": "d" """;

    private const string Origin = """{ "offset_x": 3, "offset_y": 4, "width": 90, "height": 80 }""";

    [Theory]
    [InlineData("object_detection_prediction", """ "parent_id": "here", "root_parent_id": "there" """)]
    [InlineData("object_detection_prediction", """ "tracker_id": 7, "parent_id": "input" """)]
    [InlineData("object_detection_prediction", """ "parent_id": "crop", "parent_origin": ORIGIN, "root_parent_id": "there", "root_parent_origin": ORIGIN """)]
    [InlineData("object_detection_prediction", """ "parent_id": "input", "time_in_zone": 1.5, "path_deviation": 2, "velocity": [1, 2], "speed": 2.5, "area_px": 200, "nearest_target_distance": null """)]
    [InlineData("object_detection_prediction", """ "parent_id": "input", "angle": 30, "rect": [[1, 2], [3, 4], [5, 6], [7, 8]] """)]
    [InlineData("qr_code_detection", """ "parent_id": "input", "data": "hello" """)]
    [InlineData("keypoint_detection_prediction", """ "parent_id": "input", "keypoints": [{ "class_id": 0, "class": "nose", "confidence": 0.25, "x": 1, "y": 2 }] """)]
    [InlineData("rle_instance_segmentation_prediction", """ "parent_id": "input", "rle_mask": { "size": [2, 3], "counts": "15" } """)]
    public void What_is_read_is_written_again(string kind, string members)
    {
        string json = $$"""{ "image": { "width": 60, "height": 50 }, "predictions": [{ {{Basics}}, {{members.Replace("ORIGIN", Origin, StringComparison.Ordinal)}} }] }""";
        AssertJson(json, Write(Read(kind, json), [kind]));
    }

    [Theory]
    [InlineData("object_detection_prediction", """ "keypoints": [{ "class_id": 0, "class": "nose", "confidence": 0.25, "x": 1, "y": 2 }] """, typeof(KeypointDetections), 1)]
    [InlineData("object_detection_prediction", """ "points": [{ "x": 1, "y": 1 }, { "x": 9, "y": 1 }, { "x": 9, "y": 9 }] """, typeof(InstanceDetections), 1)]
    [InlineData("instance_segmentation_prediction", """ "points": [{ "x": 1, "y": 1 }, { "x": 9, "y": 1 }] """, typeof(InstanceDetections), 0)]
    [InlineData("instance_segmentation_prediction", """ "parent_id": "input" """, typeof(InstanceDetections), 1)]
    public void What_detections_come_with_says_what_they_are(string kind, string members, Type type, int count)
    {
        var detections = (Detections)Read(kind, $$"""{ "image": { "width": 60, "height": 50 }, "predictions": [{ {{Basics}}, {{members}} }] }""");
        Assert.IsType(type, detections);
        Assert.Equal(count, detections.Count);
    }

    [Fact]
    public void What_is_not_said_is_filled_in()
    {
        var detections = (Detections)Read("object_detection_prediction", """
            { "image": { "width": 60, "height": 50 }, "predictions": [{ "width": 20, "height": 10, "x": 15, "y": 25, "confidence": 0.5, "class_id": 3, "class": "cat" }] }
            """);
        Assert.True(Guid.TryParse(detections.DetectionIds[0], out _));
        Assert.Equal(("input", "input"), (detections.Origins[0].Parent.Id, detections.Origins[0].Root.Id));
        Assert.False(detections.Origins[0].Parent.IsPlaceKnown);
        Assert.Equal(new ImageSize(60, 50), detections.Origins[0].ImageSize);
    }

    [Fact]
    public void Without_detections_the_size_of_the_image_is_lost() =>
        AssertJson(
            """{ "image": { "width": null, "height": null }, "predictions": [] }""",
            Write(Read("object_detection_prediction", """{ "image": { "width": 60, "height": 50 }, "predictions": [] }"""), []));

    [Theory]
    [InlineData("5")]
    [InlineData("""{ "predictions": [] }""")]
    [InlineData("""{ "image": { "width": 6, "height": 5 } }""")]
    [InlineData("""{ "image": {}, "predictions": [{}] }""")]
    [InlineData("""{ "image": { "width": 6, "height": 5 }, "predictions": [5] }""")]
    [InlineData("""{ "image": { "width": 6, "height": 5 }, "predictions": [{ "x": 1, "y": 2 }] }""")]
    public void What_is_no_set_of_detections_is_refused(string json) =>
        Assert.Throws<UnreadableValueException>(() => Read("object_detection_prediction", json));

    [Fact]
    public void An_outline_has_at_least_three_points_and_a_detection_without_one_is_left_out()
    {
        var masks = ImmutableArray.Create(Mask.FromRle(new CocoRle(new(3, 2), "132")), Mask.FromRle(new CocoRle(new(3, 2), "6")));
        var detections = Twice(new InstanceDetections { Masks = masks });
        var predictions = JsonNode.Parse(Write(detections, []))!["predictions"]!.AsArray();
        Assert.Equal(3, Assert.Single(predictions)!["points"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("class")]
    [InlineData("detection_id")]
    public void Detections_without_a_class_or_an_identifier_cannot_be_written(string what)
    {
        var detections = Twice(new Detections());
        detections = what == "class" ? detections with { ClassNames = [] } : detections with { DetectionIds = [] };
        Assert.False(TryWrite(detections, [], out _));
    }

    [Theory]
    [InlineData(CompatibilityMode.Corrected, true)]
    [InlineData(CompatibilityMode.Reference, false)]
    public void A_segmentation_without_segments_is_written(CompatibilityMode mode, bool isWritten) =>
        Assert.Equal(isWritten, TryWrite(new SemanticDetections(), ["semantic_segmentation_prediction"], out _, mode));

    [Fact]
    public void Detections_anywhere_in_a_value_move_to_the_root_image()
    {
        var place = new ImageOrigin("root", 50, 100, new(200, 300));
        var detections = Twice(new Detections()) with { Origins = [.. Enumerable.Repeat(new DetectionOrigin(new(20, 20), place with { Id = "crop" }, place), 2)] };
        var moved = (IReadOnlyDictionary<string, object?>)RootCoordinates.Move(
            new Dictionary<string, object?> { ["list"] = new object?[] { 1L, new object?[] { detections } }, ["text"] = "x" }, _ => true)!;
        var inside = (Detections)((object?[])((object?[])moved["list"]!)[1]!)[0]!;
        Assert.Equal(new Box(51, 102, 53, 104), inside.Boxes[0]);
        Assert.Equal(("root", 0, new ImageSize(200, 300)), (inside.Origins[0].Parent.Id, inside.Origins[0].Root.X, inside.Origins[0].ImageSize));
        Assert.Equal("x", moved["text"]);
    }

    [Fact]
    public void Detections_whose_place_is_not_known_stay()
    {
        var detections = Twice(new Detections()) with
        {
            Origins = [.. Enumerable.Repeat(new DetectionOrigin(new(20, 20), ImageOrigin.Somewhere("crop"), ImageOrigin.Somewhere("root")), 2)],
        };
        Assert.Same(detections, RootCoordinates.Move(detections, _ => true));
    }

    [Fact]
    public void An_outline_that_a_block_stored_moves_along()
    {
        var place = new ImageOrigin("root", 50, 100, new(200, 300));
        var detections = Twice(new Detections()) with { Origins = [.. Enumerable.Repeat(new DetectionOrigin(new(20, 20), place, place), 2)] };
        object?[] outline = [new object?[] { 1L, 2L }, new object?[] { 3.4, 4.6 }, new object?[] { 5L, 6L }];
        detections = detections with { Data = detections.Data.Add("polygon", [outline, outline]) };
        var predictions = JsonNode.Parse(Write(RootCoordinates.Move(detections, _ => true)!, []))!["predictions"]!;
        AssertJson("[[51, 102], [53, 105], [55, 106]]", predictions[1]!["polygon"]!.ToJsonString());
    }

    private static Detections Twice(Detections detections) => detections with
    {
        Boxes = [new(1, 2, 3, 4), new(1, 2, 3, 4)],
        Confidences = [0.5, 0.25],
        ClassIds = [0, 1],
        ClassNames = ["a", "b"],
        DetectionIds = ["x", "y"],
    };

    private static object Read(string kind, string json)
    {
        using var document = JsonDocument.Parse(json);
        return new KindReaders(WorkflowRuntimeOptions.Default).Read([kind], PlainValues.Of(document.RootElement)!, "input");
    }

    private static string Write(object value, ImmutableArray<string> kinds)
    {
        Assert.True(TryWrite(value, kinds, out string json));
        return json;
    }

    private static bool TryWrite(object value, ImmutableArray<string> kinds, out string json, CompatibilityMode mode = CompatibilityMode.Corrected)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        bool isWritten = ValueWriter.TryWrite(writer, value, kinds, new(ImageFileFormat.Png, mode));
        writer.Flush();
        json = Encoding.UTF8.GetString(buffer.WrittenSpan);
        return isWritten;
    }

    private static void AssertJson(string expected, string actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), $"Expected {expected}, but got {actual}.");
}
