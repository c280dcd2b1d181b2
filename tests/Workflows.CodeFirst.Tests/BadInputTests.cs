using System.Text;

namespace Workflows.CodeFirst.Tests;

/// <summary>
/// Texts that are huge, damaged or made to hurt: one clear error, in time and memory that grow with the text and not faster. The sizes are
/// such that anything that grows faster would not end.
/// </summary>
public sealed class BadInputTests
{
    private const int Many = 100_000;

    [Fact]
    public void Many_steps_that_refer_to_nothing() => Refused(
        "unknown_reference",
        Steps(i => $$"""{"type": "test/say@v1", "name": "s{{i}}", "text": "$steps.s_{{i}}_.output"}"""));

    [Fact]
    public void Many_steps_that_refer_to_missing_outputs() => Refused(
        "unknown_reference",
        Steps(i => $$"""{"type": "test/say@v1", "name": "s{{i}}", "text": "{{(i == 0 ? "x" : $"$steps.s{i - 1}.outpt")}}"}"""));

    [Fact]
    public void Many_steps_of_no_type() => Refused("unknown_block", Steps(i => $$"""{"type": "test/say_{{i}}", "name": "s{{i}}", "text": "x"}"""));

    [Fact]
    public void Many_steps_of_one_name() => Refused("duplicate_name", Steps(_ => """{"type": "test/say@v1", "name": "s", "text": "x"}"""));

    [Fact]
    public void Many_steps_that_lack_a_property() => Refused(
        "missing_property", Steps(i => $$"""{"type": "test/detect@v1", "name": "s{{i}}", "image": "$inputs.image"}"""));

    [Fact]
    public void Many_steps_with_a_wrong_value() => Refused(
        "invalid_value", Steps(i => $$"""{"type": "test/detect@v1", "name": "s{{i}}", "image": "$inputs.image", "model_id": "a/1", "mode": "mode{{i}}"}"""));

    [Fact]
    public void A_cycle_of_many_steps()
    {
        var e = Refused("cycle", Steps(i => $$"""{"type": "test/say@v1", "name": "s{{i}}", "text": "$steps.s{{(i + 1) % Many}}.output"}"""));
        Assert.InRange(e.Message.Length, 1, 10_000);
    }

    [Fact]
    public void Many_unknown_properties_are_kept()
    {
        string members = string.Join(',', Enumerable.Range(0, Many).Select(i => $"\"p{i}\": {i}"));
        Assert.Equal(Many, Parse(Document($$"""{"type": "test/say@v1", "name": "s", "text": "x", {{members}}}""")).Steps[0].ExtraMembers.Length);
    }

    [Fact]
    public void Many_references_in_one_property()
    {
        string entries = string.Join(',', Enumerable.Range(0, Many).Select(i => $"\"k{i}\": \"$inputs.image\""));
        var workflow = Parse(Document("{\"type\": \"test/say@v1\", \"name\": \"s\", \"text\": \"x\", \"data\": {" + entries + "}}"));
        Assert.Equal(Many, workflow.Plan().Steps[0].Properties.Sum(property => property.References.Length));
    }

    [Fact]
    public void Fifty_megabytes_are_read_and_refused_as_a_small_text_is()
    {
        string large = new('x', 50_000_000);
        Assert.Equal(large.Length, Assert.IsType<PropertyValue.Literal>(Parse(Document($$"""{"type": "test/say@v1", "name": "s", "text": "{{large}}"}""")).Steps[0].Values[0]).Json.GetString()!.Length);
        var e = Refused("invalid_value", Document($$"""{"type": "test/detect@v1", "name": "s", "image": "$inputs.image", "model_id": "a/1", "mode": "{{large}}"}"""));
        Assert.InRange(e.Message.Length, 1, 10_000);
        Refused("malformed_json", new string('{', 50_000_000));
    }

    [Fact]
    public void A_message_is_never_longer_than_a_page()
    {
        string large = new('x', 1_000_000);
        foreach (var (code, steps) in new[]
        {
            ("unknown_block", $$"""{"type": "{{large}}", "name": "s"}"""),
            ("unknown_reference", $$"""{"type": "test/say@v1", "name": "s", "text": "$inputs.{{large}}"}"""),
            ("unknown_reference", $$"""{"type": "test/say@v1", "name": "{{large}}", "text": "$inputs.a"}"""),
            ("missing_property", $$"""{"type": "test/say@v1", "name": "{{large}}"}"""),
        })
        {
            Assert.InRange(Refused(code, Document(steps)).Message.Length, 1, 10_000);
        }
    }

    [Theory]
    [InlineData("\"text\"", "\"text\": 1, \"text\"")]
    [InlineData("\"name\"", "\"na\\u006de\": \"t\", \"name\"")]
    [InlineData("\"version\"", "\"version\": \"1.0\", \"version\"")]
    public void A_key_that_is_there_twice_is_named(string old, string replacement)
    {
        var e = Refused("malformed_json", Document("""{"type": "test/say@v1", "name": "s", "text": "x"}""").Replace(old, replacement));
        Assert.Contains(old, e.Message.Replace('\'', '"'), StringComparison.OrdinalIgnoreCase);
    }

    public static TheoryData<string, byte[]> OtherEncodings => new()
    {
        { "UTF-16", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Small)] },
        { "UTF-16", [.. Encoding.BigEndianUnicode.GetPreamble(), .. Encoding.BigEndianUnicode.GetBytes(Small)] },
        { "UTF-16", Encoding.Unicode.GetBytes(Small) },
        { "UTF-32", [.. Encoding.UTF32.GetPreamble(), .. Encoding.UTF32.GetBytes(Small)] },
        { "UTF-8", [.. Encoding.UTF8.GetBytes(Small).Select(b => b == (byte)'x' ? (byte)0xFF : b)] },
        { "UTF-8", Encoding.Latin1.GetBytes(Small.Replace('x', 'é')) },
    };

    [Theory]
    [MemberData(nameof(OtherEncodings))]
    public void Another_encoding_is_named(string encoding, byte[] text)
    {
        var e = Assert.Throws<WorkflowException>(() => Workflow.Parse(text, TestBlocks.Catalogue));
        Assert.Equal("malformed_json", Assert.Single(e.Errors).Code);
        Assert.Contains(encoding, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"x\"", "\"\\ud800\"")]
    [InlineData("\"x\"", "\"\\uDC00 and more\"")]
    [InlineData("\"s\"", "\"\\ud83d\"")]
    [InlineData("\"text\"", "\"\\ud83d\"")]
    [InlineData("\"$steps.s.output\"", "\"$steps.\\ud800.output\"")]
    public void Half_a_character_is_refused(string old, string replacement)
    {
        string text = Small.Replace(old, replacement, StringComparison.Ordinal);
        Assert.NotEqual(Small, text);
        Refused("malformed_json", text);
    }

    [Fact]
    public void Half_a_character_without_escape_is_refused() => Refused("malformed_json", Small.Replace('x', '\ud800'));

    [Theory]
    [InlineData("$steps.s.output.more")]
    [InlineData("$steps..output")]
    [InlineData("$steps.s.")]
    [InlineData("$steps")]
    [InlineData("$")]
    [InlineData("$inputs")]
    [InlineData("$inputs.")]
    [InlineData("$inputs.\\u0000")]
    [InlineData("$inputs.image\\n")]
    [InlineData("$inputs.🙂")]
    [InlineData("$steps.s\\u200b.output")]
    [InlineData("$STEPS.s.output")]
    [InlineData("$steps.s.output ")]
    [InlineData("$inputs['image']")]
    [InlineData("$inputs.image[0]")]
    public void An_odd_selector_is_refused_with_its_place(string selector)
    {
        string text = Document($$"""
            {"type": "test/say@v1", "name": "s", "text": "x"}, {"type": "test/detect@v1", "name": "t", "model_id": "a/1", "image": "{{selector}}"}
            """);
        var error = Assert.Single(Assert.Throws<WorkflowException>(() => Parse(text)).Errors);
        Assert.Equal(("$.steps[1].image", "t", "images"), (error.Path, error.Step, error.Property));
    }

    private static string Small { get; } = Document(
        """{"type": "test/say@v1", "name": "s", "text": "x"}""", """{"type": "JsonField", "name": "o", "selector": "$steps.s.output"}""");

    private static string Steps(Func<int, string> step) => Document(string.Join(',', Enumerable.Range(0, Many).Select(step)));

    private static string Document(string steps, string outputs = "") =>
        $$"""{"version": "1.0", "inputs": [{"type": "WorkflowImage", "name": "image"}], "steps": [{{steps}}], "outputs": [{{outputs}}]}""";

    private static Workflow Parse(string json) => Workflow.Parse(json, TestBlocks.Catalogue);

    private static WorkflowException Refused(string code, string json)
    {
        var e = Assert.Throws<WorkflowException>(() => Parse(json));
        Assert.Equal(code, e.Errors[0].Code);
        return e;
    }
}
