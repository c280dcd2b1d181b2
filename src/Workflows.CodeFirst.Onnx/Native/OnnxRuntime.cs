namespace Workflows.CodeFirst.Onnx;

/// <summary>The ONNX Runtime that this process uses.</summary>
/// <remarks>
/// It is loaded when the first model is, from the first of these places that has it: <see cref="LibraryPath"/>, the environment variable
/// <c>WORKFLOWS_ONNXRUNTIME_PATH</c>, the application's own copy (for instance that of the NuGet package
/// <c>Microsoft.ML.OnnxRuntime.Gpu</c>), the copy that ships with this library. Any version from 1.17 will do.
/// </remarks>
public static class OnnxRuntime
{
    private static string? libraryPath;

    /// <summary>
    /// The native library to load, or the folder that it is in; null to search. Takes effect when set before the first model is loaded.
    /// </summary>
    /// <exception cref="InvalidOperationException">ONNX Runtime has been loaded already.</exception>
    public static string? LibraryPath
    {
        get => libraryPath;
        set
        {
            if (OrtLibrary.IsLoaded)
            {
                throw new InvalidOperationException(
                    $"ONNX Runtime has been loaded already, from {OrtLibrary.Location}. Set LibraryPath before the first model is loaded.");
            }

            libraryPath = value;
        }
    }

    /// <summary>The version of the native library, such as <c>1.30.0</c>. Loads the library.</summary>
    /// <exception cref="OnnxRuntimeException">The library cannot be loaded.</exception>
    public static string Version
    {
        get
        {
            OrtLibrary.EnsureLoaded();
            return OrtLibrary.Version;
        }
    }

    /// <summary>
    /// The execution providers that this build of ONNX Runtime contains, such as <c>CPUExecutionProvider</c>. Loads the library.
    /// </summary>
    /// <exception cref="OnnxRuntimeException">The library cannot be loaded.</exception>
    public static IReadOnlyList<string> AvailableProviders
    {
        get
        {
            OrtLibrary.EnsureLoaded();
            return Ort.AvailableProviders();
        }
    }
}
