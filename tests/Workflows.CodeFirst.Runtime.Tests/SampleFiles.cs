using Workflows.CodeFirst.Onnx;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Runtime.Tests;

/// <summary>The models and pictures that come with the project.</summary>
internal static class SampleFiles
{
    public static string ModelFolder { get; } = RepositoryFiles.Path("samples", "models");

    public static ModelRepository Models() => ModelRepository.FromDirectory(ModelFolder);

    public static string Picture(string name) => RepositoryFiles.Path("samples", "images", name);

    /// <summary>The lossless copy of a picture on which recorded predictions were made.</summary>
    public static string RecordedPicture(string name) => RepositoryFiles.Path("tests", "data", "golden", "models", "png", Path.ChangeExtension(name, ".png"));
}
