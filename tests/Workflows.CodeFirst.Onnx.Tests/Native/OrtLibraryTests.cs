using Workflows.CodeFirst.Imaging.Vips;

namespace Workflows.CodeFirst.Onnx.Tests.Native;

/// <summary>What is no usable ONNX Runtime is refused with a reason.</summary>
public class OrtLibraryTests
{
    [Fact]
    public void Missing_file() => Assert.Equal("there is no such file", OrtLibrary.TryFile(Path.Combine(Path.GetTempPath(), "no-such-library.so")));

    [Fact]
    public void File_that_is_no_library()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "not a library");
            Assert.Contains(path, OrtLibrary.TryFile(path), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Library_that_is_another()
    {
        string file = OperatingSystem.IsWindows() ? "libvips.dll" : OperatingSystem.IsMacOS() ? "libvips.dylib" : "libvips.so";
        Assert.Contains("OrtGetApiBase", OrtLibrary.TryFile(NativePath.Of(file)), StringComparison.Ordinal);
    }
}
