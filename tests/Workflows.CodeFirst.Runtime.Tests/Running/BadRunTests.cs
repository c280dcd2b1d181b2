using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Workflows.CodeFirst.Runtime.Tests.Engine;

namespace Workflows.CodeFirst.Runtime.Tests.Running;

/// <summary>Workflows and values that are huge, damaged or made to hurt: they run, or give one clear error.</summary>
public sealed class BadRunTests
{
    private const int Many = 100_000;

    [Fact]
    public void Many_steps_in_a_chain_run() => Assert.Equal(
        (double)Many,
        RunSteps(i => $$"""{"type": "test/add", "name": "s{{i}}", "a": {{(i == 0 ? "0" : $"\"$steps.s{i - 1}.sum\"")}}}"""));

    [Fact]
    public void Many_steps_of_one_layer_run() => Assert.Equal(
        (double)Many, RunSteps(i => $$"""{"type": "test/add", "name": "s{{i}}", "a": {{i}}}"""));

    [Fact]
    public void Many_references_in_one_list_run()
    {
        string references = string.Concat(Enumerable.Repeat("\"$inputs.nothing\",", Many));
        Assert.Equal(1.5, Run($$"""{"type": "test/first_of", "name": "f", "data": [{{references}} "$inputs.x"]}""", "$steps.f.value", new() { ["x"] = 1.5 }));
    }

    [Fact]
    public void Many_targets_of_one_branch_run()
    {
        const int Targets = 20_000;
        string targets = string.Join(',', Enumerable.Range(0, Targets).Select(i => $"\"$steps.s{i}\""));
        string steps = string.Concat(Enumerable.Range(0, Targets).Select(i => $$""", {"type": "test/add", "name": "s{{i}}", "a": {{i}}}"""));
        Assert.Equal(
            (double)Targets,
            Run($$"""{"type": "test/gate", "name": "g", "value": "$inputs.x", "next_steps": [{{targets}}]}{{steps}}""", $"$steps.s{Targets - 1}.sum", new() { ["x"] = 1.0 }));
    }

    [Fact]
    public void A_value_that_nests_without_end_is_refused_where_it_would_be_written()
    {
        object? value = 1L;
        for (int i = 0; i < 200_000; i++)
        {
            value = new object?[] { value };
        }

        using var app = Compile("""{"type": "test/add", "name": "s", "a": 1}""", "$inputs.x");
        var result = app.RunBatch(new Dictionary<string, object?> { ["x"] = value })[0];
        Assert.Contains("cannot be written as JSON", Assert.Throws<WorkflowRunException>(() => result.ToJson()).Message, StringComparison.Ordinal);

        // The same where a property wants something else.
        using var other = Compile("""{"type": "test/add", "name": "s", "a": "$inputs.x"}""", "$steps.s.sum");
        Assert.Equal("RuntimeInputError", Assert.Throws<WorkflowRunException>(() => other.RunBatch(new Dictionary<string, object?> { ["x"] = value })).Error.Error);
    }

    [Theory]
    [InlineData("""["\ud800"]""")]
    [InlineData("""{"\udc00": 1}""")]
    public void Half_a_character_in_an_input_is_refused(string json)
    {
        using var app = Compile("""{"type": "test/add", "name": "s", "a": 1}""", "$inputs.x");
        using var document = JsonDocument.Parse(json);
        var e = Assert.Throws<WorkflowRunException>(() => app.RunBatch(new Dictionary<string, object?> { ["x"] = document.RootElement }));
        Assert.Equal(("RuntimeInputError", "$.inputs.x"), (e.Error.Error, e.Error.Path));
        Assert.Contains("half a character", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_that_would_fill_the_memory_is_refused()
    {
        using var app = Compile("""{"type": "test/describe", "name": "s", "image": "$inputs.image"}""", "$steps.s.text");
        string bomb = Convert.ToBase64String(PngOf(60_000, 60_000));
        long before = GC.GetAllocatedBytesForCurrentThread();
        var e = Assert.Throws<WorkflowRunException>(() => app.RunBatch(new Dictionary<string, object?> { ["image"] = bomb }));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
        Assert.Contains("60000x60000", e.Message, StringComparison.Ordinal);
        Assert.InRange(e.Message.Length, 1, 1000);
    }

    [Fact]
    public void Text_that_is_no_image_is_not_repeated_in_the_error()
    {
        using var app = Compile("""{"type": "test/describe", "name": "s", "image": "$inputs.image"}""", "$steps.s.text");
        foreach (string text in new[] { new string('A', 20_000_000), new string('!', 20_000_000), "data:image/png;base64," + new string(',', 1_000_000) })
        {
            Assert.InRange(Assert.Throws<WorkflowRunException>(() => app.RunBatch(new Dictionary<string, object?> { ["image"] = text })).Message.Length, 1, 1000);
        }
    }

    private static object? RunSteps(Func<int, string> step) => Run(string.Join(',', Enumerable.Range(0, Many).Select(step)), $"$steps.s{Many - 1}.sum", []);

    private static object? Run(string steps, string output, Dictionary<string, object?> inputs)
    {
        using var app = Compile(steps, output);
        inputs["image"] = Image.Create(1, 1);
        return app.RunBatch(inputs)[0]["y"];
    }

    private static CompiledWorkflow Compile(string steps, string output)
    {
        using var runtime = new WorkflowRuntime();
        TestBlocks.AddTo(runtime.Blocks);
        string image = steps.Contains("$inputs.image", StringComparison.Ordinal) ? """, {"type": "WorkflowImage", "name": "image"}""" : "";
        return runtime.Compile(Workflow.Parse(
            $$"""
            {
              "version": "1.3.0",
              "inputs": [{"type": "WorkflowParameter", "name": "x"}, {"type": "WorkflowParameter", "name": "nothing"}{{image}}],
              "steps": [{{steps}}],
              "outputs": [{"type": "JsonField", "name": "y", "selector": "{{output}}"}]
            }
            """,
            TestBlocks.Catalogue));
    }

    /// <summary>A PNG that says how large it is and has next to no pixels.</summary>
    private static byte[] PngOf(int width, int height)
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = 2;
        WriteChunk(png, "IHDR", header);
        using var pixels = new MemoryStream();
        using (var zlib = new ZLibStream(pixels, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(new byte[100_000]);
        }

        WriteChunk(png, "IDAT", pixels.ToArray());
        WriteChunk(png, "IEND", []);
        return png.ToArray();
    }

    private static void WriteChunk(Stream png, string type, byte[] data)
    {
        byte[] content = [.. Encoding.ASCII.GetBytes(type), .. data];
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(content);
        uint crc = uint.MaxValue;
        foreach (byte b in content)
        {
            crc ^= b;
            for (int i = 0; i < 8; i++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(int)(crc & 1));
            }
        }

        BinaryPrimitives.WriteUInt32BigEndian(number, ~crc);
        png.Write(number);
    }
}
