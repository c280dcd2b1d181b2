using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Workflows.CodeFirst.Imaging;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Onnx.Tests.Models;

/// <summary>The input tensors of the sample models: bit for bit in today's format, to a thousandth in the legacy one.</summary>
public class GoldenModelInputTests
{
    public static TheoryData<string> Files() => [.. GoldenModels.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public void Input_tensor(string file)
    {
        JsonElement golden = GoldenModels.Read(file);
        ModelPackage package = PackageReader.Read(GoldenModels.PackageFolder(golden));
        foreach (JsonElement recorded in golden.GetProperty("images").EnumerateArray())
        {
            using Image image = GoldenModels.LoadImage(recorded);
            JsonElement expected = recorded.GetProperty("input");
            int[] shape = PostprocessCases.Ints(expected.GetProperty("shape"));
            var size = new ImageSize(shape[3], shape[2]);
            var actual = new float[3 * size.PixelCount];
            InputPlan plan = InputPlan.Create(package.Name, package.Input, image.Size, size);
            new InputWriter(package.Input, size).Write(image.View, plan, actual, fillPadding: true, new ScratchMemory(), Simd.Widest);
            foreach (JsonElement sample in expected.GetProperty("samples").EnumerateArray())
            {
                Assert.Equal(sample[1].GetSingle(), actual[sample[0].GetInt32()], 1e-3f);
            }

            if (package.Format == PackageFormat.Current)
            {
                Assert.Equal(expected.GetProperty("sha256_f32le").GetString(), Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(actual.AsSpan()))));
            }
        }
    }
}
