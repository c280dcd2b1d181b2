using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Workflows.CodeFirst.Imaging.Vips;

namespace Workflows.CodeFirst.Onnx;

/// <summary>Finds and loads the native library, once a process.</summary>
internal static unsafe class OrtLibrary
{
    /// <summary>Overrides the search; a file or a folder.</summary>
    public const string PathVariable = "WORKFLOWS_ONNXRUNTIME_PATH";

    // OrtApi is append-only: asking for an old version makes every newer library usable.
    private const uint ApiVersion = 17;
    private static readonly Lock Loading = new();
    private static volatile bool isLoaded;

    public static bool IsLoaded => isLoaded;

    /// <summary>The file that was loaded, or how it was found.</summary>
    public static string Location { get; private set; } = "";

    public static string Version { get; private set; } = "";

    /// <summary>Loads the library unless that happened before.</summary>
    /// <exception cref="OnnxRuntimeException">No usable library was found.</exception>
    public static void EnsureLoaded()
    {
        if (isLoaded)
        {
            return;
        }

        lock (Loading)
        {
            if (!isLoaded)
            {
                Load();
                isLoaded = true;
            }
        }
    }

    private static void Load()
    {
        string? source = OnnxRuntime.LibraryPath is not null ? "OnnxRuntime.LibraryPath"
            : Environment.GetEnvironmentVariable(PathVariable) is not null ? "the environment variable " + PathVariable
            : null;
        if (source is not null)
        {
            // Whoever names a library wants that one: no other is tried.
            string path = OnnxRuntime.LibraryPath ?? Environment.GetEnvironmentVariable(PathVariable)!;
            string? problem = TryFile(Directory.Exists(path) ? FileIn(path) : path);
            if (problem is not null)
            {
                throw new OnnxRuntimeException($"ONNX Runtime could not be loaded from '{path}', which {source} names: {problem}.");
            }

            return;
        }

        var tried = new StringBuilder();
        Assembly app = Assembly.GetEntryAssembly() ?? typeof(OrtLibrary).Assembly;
        if (NativeLibrary.TryLoad("onnxruntime", app, DllImportSearchPath.AssemblyDirectory, out nint own))
        {
            string? problem = TryLibrary(own, "the application's own copy");
            if (problem is null)
            {
                return;
            }

            tried.Append("\n  the application's own copy: ").Append(problem);
        }

        foreach (string path in BundledPaths())
        {
            string? problem = TryFile(path);
            if (problem is null)
            {
                return;
            }

            tried.Append("\n  ").Append(path).Append(": ").Append(problem);
        }

        throw new OnnxRuntimeException(
            $"ONNX Runtime could not be loaded on {RuntimeInformation.RuntimeIdentifier}. Build the application for this platform, reference a NuGet "
            + $"package that contains ONNX Runtime 1.17 or newer, or set {PathVariable} to a copy of the library. Tried:{tried}");
    }

    private static IEnumerable<string> BundledPaths()
    {
        string file = OperatingSystem.IsWindows() ? "onnxruntime.1.dll" : OperatingSystem.IsMacOS() ? "libonnxruntime.1.dylib" : "libonnxruntime.so.1";
        yield return NativePath.Of(file);
        yield return Path.Combine(AppContext.BaseDirectory, file);
    }

    private static string FileIn(string folder)
    {
        string[] names = OperatingSystem.IsWindows() ? ["onnxruntime.dll", "onnxruntime.1.dll"]
            : OperatingSystem.IsMacOS() ? ["libonnxruntime.dylib", "libonnxruntime.1.dylib"]
            : ["libonnxruntime.so", "libonnxruntime.so.1"];
        foreach (string name in names)
        {
            string path = Path.Combine(folder, name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return Path.Combine(folder, names[0]);
    }

    /// <summary>Loads a file; returns why that failed, or null.</summary>
    internal static string? TryFile(string path)
    {
        if (!File.Exists(path))
        {
            return "there is no such file";
        }

        try
        {
            return TryLibrary(NativeLibrary.Load(Path.GetFullPath(path)), path);
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            return exception.Message;
        }
    }

    private static string? TryLibrary(nint library, string location)
    {
        if (!NativeLibrary.TryGetExport(library, "OrtGetApiBase", out nint export))
        {
            return "it is not ONNX Runtime (no OrtGetApiBase)";
        }

        // struct OrtApiBase { const OrtApi* (*GetApi)(uint32_t); const char* (*GetVersionString)(); }
        nint* apiBase = (nint*)((delegate* unmanaged<nint>)export)();
        string version = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)apiBase[1])()) ?? "";
        if (!System.Version.TryParse(version.Split('-', '+')[0], out Version? parsed) || parsed < new Version(1, (int)ApiVersion))
        {
            return $"its version is {version}, but 1.{ApiVersion} or newer is needed";
        }

        nint api = ((delegate* unmanaged<uint, nint>)apiBase[0])(ApiVersion);
        if (api == 0)
        {
            return $"version {version} does not offer version {ApiVersion} of its interface";
        }

        Ort.Bind((nint*)api);
        Version = version;
        Location = location;
        return null;
    }
}
