using System.Buffers;
using System.Text;
using System.Text.Json;
using Workflows.CodeFirst.Runtime.Serialization;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Tests.Serialization;

/// <summary>Values of other kinds, on their way in and out.</summary>
public class ValueTests
{
    public static TheoryData<object?, string> Values { get; } = new()
    {
        { double.NaN, "\"NaN\"" },
        { double.PositiveInfinity, "\"Infinity\"" },
        { float.NegativeInfinity, "\"-Infinity\"" },
        { new DateTime(2024, 1, 2, 3, 4, 5), "\"2024-01-02T03:04:05\"" },
        { new DateTime(2024, 1, 2, 3, 4, 5).AddMilliseconds(250), "\"2024-01-02T03:04:05.250000\"" },
        { new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), "\"2024-01-02T03:04:05+02:00\"" },
        { new object?[] { 1L, null, "x", new Dictionary<string, object?> { ["a"] = true } }, "[1,null,\"x\",{\"a\":true}]" },
        { new byte[] { 1, 2, 3 }, "\"AQID\"" },
    };

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public void Values_are_written(object? value, string expected) => Assert.Equal(expected, Write(value));

    [Theory]
    [InlineData("2024-01-01T00:00:01", "2024-01-01T00:00:01")]
    [InlineData("2024-01-01T00:00:01.5", "2024-01-01T00:00:01.500000")]
    [InlineData("2024-01-01T00:00:01+02:00", "2024-01-01T00:00:01+02:00")]
    public void A_frame_keeps_the_zone_of_its_time_or_has_none(string given, string written)
    {
        var frame = VideoFrameReader.Read(new Dictionary<string, object?> { ["video_identifier"] = "v", ["frame_number"] = 1L, ["frame_timestamp"] = given, ["fps"] = 15L });
        using var document = JsonDocument.Parse(Write(frame));
        Assert.Equal(written, document.RootElement.GetProperty("frame_timestamp").GetString());
        Assert.Equal(15, document.RootElement.GetProperty("fps").GetDouble());
    }

    [Theory]
    [InlineData("short", "********")]
    [InlineData("long-enough", "lo********gh")]
    public void Secrets_are_masked(string secret, string written)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            ValueWriter.TryWrite(writer, secret, ["secret"]);
        }

        Assert.Equal($"\"{written}\"", Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    [Theory]
    [InlineData("float_zero_to_one", "1.5")]
    [InlineData("float", "\"1\"")]
    [InlineData("integer", "1.0")]
    [InlineData("boolean", "1")]
    [InlineData("string", "1")]
    [InlineData("list_of_values", "{}")]
    [InlineData("dictionary", "[]")]
    [InlineData("timestamp", "\"yesterday\"")]
    [InlineData("bytes", "\"?\"")]
    [InlineData("point", "[1]")]
    [InlineData("zone", "[[1, 2], [3, 4]]")]
    [InlineData("rgb_color", "[1, 2]")]
    [InlineData("video_metadata", """{ "video_identifier": "v" }""")]
    [InlineData("classification_prediction", """{ "image": { "width": 1, "height": 1 }, "predictions": [] }""")]
    [InlineData("image", "5")]
    public void Values_of_another_kind_are_refused(string kind, string json) =>
        Assert.Throws<UnreadableValueException>(() => new KindReaders(WorkflowRuntimeOptions.Default).Read([kind], Plain(json), "input"));

    [Fact]
    public void The_first_kind_that_fits_wins_and_unknown_kinds_take_anything()
    {
        var readers = new KindReaders(WorkflowRuntimeOptions.Default);
        Assert.Equal("x", readers.Read(["float", "string"], "x", "input"));
        Assert.Equal(2.0, readers.Read(["float", "integer"], 2L, "input"));
        Assert.Equal(5L, readers.Read(["something"], 5L, "input"));
    }

    [Fact]
    public void A_classification_is_filled_in()
    {
        var prediction = (SingleLabelClassification)new KindReaders(WorkflowRuntimeOptions.Default).Read(
            ["classification_prediction"],
            Plain("""{ "image": { "width": 1, "height": 1 }, "predictions": [{ "class": "a", "class_id": 0, "confidence": 0.5 }], "top": "a", "confidence": 0.5 }"""),
            "input.[0]");
        Assert.Equal(("input.[0]", "input.[0]"), (prediction.ParentId, prediction.RootParentId));
        Assert.True(Guid.TryParse(prediction.InferenceId, out _));
    }

    private static object Plain(string json)
    {
        using var document = JsonDocument.Parse(json);
        return PlainValues.Of(document.RootElement)!;
    }

    private static string Write(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Assert.True(ValueWriter.TryWrite(writer, value, []));
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
