using System.Text.Json;
using Workflows.CodeFirst.Imaging;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Onnx.Tests.Models;

/// <summary>The recorded runs of the small models: <c>tests/data/golden/models</c>.</summary>
internal static class GoldenModels
{
    public static IEnumerable<string> Files => Directory
        .EnumerateFiles(RepositoryFiles.Path("tests", "data", "golden", "models"), "*.json")
        .Select(Path.GetFileNameWithoutExtension)
        .Order(StringComparer.Ordinal)!;

    public static JsonElement Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(RepositoryFiles.Path("tests", "data", "golden", "models", file + ".json")));
        return document.RootElement.Clone();
    }

    public static string PackageFolder(JsonElement golden)
    {
        string[] parts = golden.GetProperty("package").GetString()!.Split('/');
        return parts[0] == "packages"
            ? RepositoryFiles.Path("samples", "models", parts[1], parts[2])
            : RepositoryFiles.Path("tests", "data", "models-legacy", parts[1], parts[2]);
    }

    public static Image LoadImage(JsonElement image)
    {
        string name = Path.ChangeExtension(image.GetProperty("image").GetString()!, ".png");
        return Image.Load(RepositoryFiles.Path("tests", "data", "golden", "models", "png", name));
    }
}
