using System.Text;
using System.Text.Json;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Onnx.Tests.Packages;

public class ModelIdTests
{
    [Fact]
    public void Slugs_equal_the_recorded_ones()
    {
        foreach (JsonElement row in PostprocessCases.Get("O01-cache-slugs").GetProperty("output").EnumerateArray())
        {
            string id = row.GetProperty("model_id").GetString()!;
            Assert.Equal(row.GetProperty("inference_models").GetString(), "v2-" + ModelId.Slug(id));
            Assert.Equal(row.GetProperty("legacy_slug").GetString(), "~" + ModelId.Slug(id));
        }
    }

    [Theory]
    [InlineData("abc", "508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982")]
    [InlineData("", "69217a3079908094e11121d042354a7c1f55b6482ca1a51e1b250dfd1ed0eef9")]
    public void Blake2s_equals_the_published_vectors(string text, string digest) =>
        Assert.Equal(digest, Convert.ToHexStringLower(Blake2s.Hash(Encoding.ASCII.GetBytes(text), 32)));

    [Fact]
    public void Blake2s_takes_more_than_one_block()
    {
        // Digests of 64 and 65 bytes 0, 1, 2, ... as given by another implementation.
        byte[] data = [.. Enumerable.Range(0, 65).Select(i => (byte)i)];
        Assert.Equal("56f34e8b96557e90c1f24b52d0c89d51086acf1b00f634cf1dde9233b8eaaa3e", Convert.ToHexStringLower(Blake2s.Hash(data.AsSpan(0, 64), 32)));
        Assert.Equal("1b53ee94aaf34e4b159d48de352c7f0661d0a40edff95a0b1639b4090e974472", Convert.ToHexStringLower(Blake2s.Hash(data, 32)));
    }

    [Theory]
    [InlineData("yolov8n-640", "coco/3")]
    [InlineData("yolov8x-1280", "coco/13")]
    [InlineData("yolo11s-seg-640", "coco-dataset-vdnr1/20")]
    [InlineData("rfdetr-2xlarge", "coco/48")]
    [InlineData("yolov26m-pose-640", "coco-pose-detection/14")]
    [InlineData("yolo26l-sem-1024", "yolo26-pretrains/yolo26l-sem")]
    [InlineData("proj/007", "proj/7")]
    [InlineData("proj/latest", "proj/latest")]
    [InlineData("name", "name")]
    public void Identifiers_become_canonical(string text, string canonical) => Assert.Equal(canonical, ModelId.Parse(text).Canonical);

    [Theory]
    [InlineData("")]
    [InlineData("a//b")]
    [InlineData("../b")]
    [InlineData("a/b/c")]
    [InlineData("a\\..\\b")]
    [InlineData("a/.")]
    public void What_is_no_identifier_is_refused(string text) => Assert.Contains($"'{text}'", Assert.Throws<ArgumentException>(() => ModelId.Parse(text)).Message, StringComparison.Ordinal);
}
