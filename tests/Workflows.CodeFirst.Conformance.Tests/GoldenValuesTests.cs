using System.Text.Json;
using Workflows.CodeFirst.Conformance.Comparing;
using Workflows.CodeFirst.Conformance.Values;

namespace Workflows.CodeFirst.Conformance.Tests;

/// <summary>Recorded values are decoded, equal to themselves, and different from others.</summary>
public sealed class GoldenValuesTests
{
    private const string Detections = """
        {"$detections": {"count": 1, "xyxy": {"dtype": "float32", "shape": [1, 4], "data": [[1, 2, 3, 4]]}, "mask": {"size": [2, 3], "rle": [[1, 2, 3]]},
         "confidence": {"dtype": "float64", "shape": [1], "data": [0.5]}, "class_id": {"dtype": "int64", "shape": [1], "data": [7]}, "tracker_id": null,
         "data": {"class_name": {"$array": {"dtype": "str", "shape": [1], "data": ["cat"]}}, "speed": {"$array": {"dtype": "float64", "shape": [1], "data": [2.5]}}}}}
        """;

    private const string Image = """
        {"$image": {"parent": {"parent_id": "image", "origin": null}, "root": {"parent_id": "image", "origin": null}, "video_metadata": null,
         "size": [2, 1], "channels": 3, "solid": [10, 20, 250]}}
        """;

    public static TheoryData<string, string> Different => new()
    {
        { "1", "1.0" },
        { "1", "true" },
        { "1.5", "1.6" },
        { "null", "0" },
        { """{"$float": "nan"}""", "1.0" },
        { """{"$tuple": [1]}""", "[1]" },
        { """{"$set": [1, 2]}""", """{"$set": [1, 3]}""" },
        { """{"$dict": [[1, "a"]]}""", """{"$dict": [[2, "a"]]}""" },
        { """{"$bytes": "AQI="}""", """{"$bytes": "AQM="}""" },
        { """{"$datetime": "2026-01-02T03:04:05"}""", """{"$datetime": "2026-01-02T03:04:06"}""" },
        { """{"$enum": "m:C", "name": "A", "value": "a"}""", "\"b\"" },
        { """{"$model": "m:C", "value": {"a": 1}}""", """{"a": 1, "b": 2}""" },
        { """{"$array": {"dtype": "int64", "shape": [2, 2], "data": [[1, 2], [3, 4]]}}""", """{"$array": {"dtype": "int64", "shape": [4], "data": [1, 2, 3, 4]}}""" },
        { """{"$array": {"dtype": "uint8", "shape": [2], "zlib_b64": "eJxjZAQAAAUAAw=="}}""", "[1, 2]" },
        { """{"$uuid": 0}""", "\"not one\"" },
        { """{"$str_with_uuid": "crop.{{uuid:0}}"}""", "\"crop.x\"" },
        { Detections, Detections.Replace("[[1, 2, 3, 4]]", "[[1, 2, 3, 5]]", StringComparison.Ordinal) },
        { Detections, Detections.Replace("[1, 2, 3]]}", "[0, 2, 4]]}", StringComparison.Ordinal) },
        { Detections, Detections.Replace("2.5", "2.6", StringComparison.Ordinal) },
        { Image, Image.Replace("250", "0", StringComparison.Ordinal) },
        { "[1, [2, {\"a\": 3}]]", "[1, [2, {\"a\": 4}]]" },
    };

    [Theory]
    [MemberData(nameof(Different))]
    public void Values_equal_themselves_and_no_others(string value, string other)
    {
        if (!value.Contains("uuid", StringComparison.Ordinal))
        {
            Assert.Empty(Compare(value, value));
        }

        Assert.NotEmpty(Compare(value, other));
    }

    [Fact]
    public void New_identifiers_are_the_same_where_they_were_recorded_as_the_same()
    {
        const string Expected = """[{"$uuid": 0}, {"$uuid": 0}, {"$str_with_uuid": "a.{{uuid:1}}"}, {"$any": "random"}]""";
        const string One = "0f8fad5b-d9cb-469f-a165-70867728950e", Other = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
        Assert.Empty(Compare(Expected, $"""["{One}", "{One}", "a.{Other}", 5]"""));
        Assert.NotEmpty(Compare(Expected, $"""["{One}", "{Other}", "a.{Other}", 5]"""));
    }

    [Fact]
    public void Colours_are_recorded_with_blue_first()
    {
        var image = (Image)GoldenValues.Decode(JsonElement.Parse(Image))!;
        Assert.Equal([250, 20, 10], image.Pixels[..3].ToArray());
    }

    [Theory]
    [InlineData("""{"$nothing": 1}""")]
    [InlineData("""{"$array": {"dtype": "complex64", "shape": [1], "data": [1]}}""")]
    [InlineData("""{"$array": {"dtype": "int64", "shape": [3], "data": [1]}}""")]
    public void An_unknown_encoding_is_refused(string json) => Assert.Throws<FormatException>(() => GoldenValues.Decode(JsonElement.Parse(json)));

    private static IReadOnlyList<Difference> Compare(string expected, string actual)
    {
        var comparison = new GoldenComparison(new Tolerance(0, 1e-6));
        comparison.Compare("$", JsonElement.Parse(expected), GoldenValues.Decode(JsonElement.Parse(actual)));
        return comparison.Differences;
    }
}
