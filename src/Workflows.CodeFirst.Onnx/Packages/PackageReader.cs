using System.Collections.Immutable;
using System.Text;

namespace Workflows.CodeFirst.Onnx;

/// <summary>Reads a model package of either format from its folder.</summary>
internal static class PackageReader
{
    private const string CurrentFile = "inference_config.json";
    private const string LegacyFile = "environment.json";

    // yolov5 packages and classifiers have names of their own.
    private static readonly ImmutableArray<string> WeightFiles = ["weights.onnx", "yolov5s_weights.onnx", "best.onnx"];

    /// <summary>Reads a package.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">What the model is called in errors and results; null takes what the package calls itself.</param>
    /// <exception cref="ModelPackageException">The folder is no usable package.</exception>
    public static ModelPackage Read(string folder, string? name = null)
    {
        string fallbackName = name ?? LastSegments(folder);
        if (!Directory.Exists(folder))
        {
            throw new ModelPackageException($"Model '{fallbackName}': there is no folder '{folder}'.");
        }

        if (File.Exists(Path.Combine(folder, CurrentFile)))
        {
            return CurrentPackageReader.Read(folder, name ?? NameIn(folder, "model_config.json") ?? fallbackName, CurrentFile);
        }

        if (File.Exists(Path.Combine(folder, LegacyFile)))
        {
            return LegacyPackageReader.Read(folder, name ?? NameIn(folder, "model_type.json") ?? fallbackName, LegacyFile);
        }

        string? version = Directory.EnumerateDirectories(folder).FirstOrDefault(IsPackage);
        string hint = version is null ? "" : $" The folder '{version}' is one: a package is the folder of one version.";
        throw new ModelPackageException(
            $"Model '{fallbackName}': the folder '{folder}' is no model package; one has the file {CurrentFile} or {LegacyFile}.{hint}");
    }

    /// <summary>Whether a folder looks like a package.</summary>
    public static bool IsPackage(string folder) => File.Exists(Path.Combine(folder, CurrentFile)) || File.Exists(Path.Combine(folder, LegacyFile));

    /// <summary>The package's network.</summary>
    /// <exception cref="ModelPackageException">There is none, or it is empty.</exception>
    public static string FindWeights(string folder, string modelName)
    {
        foreach (string file in WeightFiles)
        {
            string path = Path.Combine(folder, file);
            if (File.Exists(path))
            {
                return new FileInfo(path).Length > 0 ? path : throw new ModelPackageException($"Model '{modelName}': "
                    + $"the file '{path}' is empty; it should be the ONNX network.");
            }
        }

        throw new ModelPackageException($"Model '{modelName}': the folder '{folder}' has no weights; expected {string.Join(" or ", WeightFiles)}.");
    }

    /// <summary>The names in <c>class_names.txt</c>: lines trimmed, empty lines left out.</summary>
    /// <exception cref="ModelPackageException">There is no such file, or it has no names.</exception>
    public static ImmutableArray<string> ReadClassNames(string folder, string modelName)
    {
        string path = Path.Combine(folder, "class_names.txt");
        if (!File.Exists(path))
        {
            throw new ModelPackageException($"Model '{modelName}': the file '{path}' is missing; it should have one class name a line.");
        }

        var names = ImmutableArray.CreateBuilder<string>();
        try
        {
            var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
            foreach (string line in File.ReadLines(path, strict))
            {
                string trimmed = line.Trim();
                if (trimmed.Length > 0)
                {
                    names.Add(trimmed);
                }
            }
        }
        catch (Exception exception) when (exception is DecoderFallbackException or IOException or UnauthorizedAccessException)
        {
            throw new ModelPackageException($"Model '{modelName}': the file '{path}' cannot be read as text with one class name a line: "
                + $"{exception.Message}", exception);
        }

        return names.Count > 0 ? names.ToImmutable() : throw new ModelPackageException($"Model '{modelName}': the file '{path}' has no class names.");
    }

    /// <summary>The task and its JSON place, checked.</summary>
    public static ModelTask ParseTask(PackageJson place) => ModelTasks.Parse(place.String())
        ?? throw place.Error("one of object-detection, keypoint-detection, instance-segmentation, classification, multi-label-classification, semantic-segmentation");

    /// <summary>A static crop that is switched on; null otherwise.</summary>
    public static StaticCrop? ReadStaticCrop(PackageJson crop)
    {
        if (!crop["enabled"].Bool())
        {
            return null;
        }

        var result = new StaticCrop(Percent(crop["x_min"]), Percent(crop["y_min"]), Percent(crop["x_max"]), Percent(crop["y_max"]));
        return result.XMin < result.XMax && result.YMin < result.YMax ? result : throw crop.Error("a crop whose minimum is below its maximum");

        static double Percent(PackageJson value)
        {
            double percent = value.Double();
            return percent is >= 0 and <= 100 ? percent : throw value.Error("a percentage, 0 to 100");
        }
    }

    /// <summary>A contrast adjustment that is switched on.</summary>
    public static ContrastMode ReadContrast(PackageJson contrast) => !contrast["enabled"].Bool() ? ContrastMode.None : contrast["type"].String() switch
    {
        "Contrast Stretching" => ContrastMode.Stretching,
        "Histogram Equalization" => ContrastMode.HistogramEqualization,
        "Adaptive Equalization" => ContrastMode.AdaptiveEqualization,
        _ => throw contrast["type"].Error("Contrast Stretching, Histogram Equalization or Adaptive Equalization"),
    };

    private static string? NameIn(string folder, string file) => PackageJson.ReadFile(LastSegments(folder), folder, file)["model_id"].StringOrNull();

    private static string LastSegments(string folder)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        string parent = Path.GetFileName(Path.GetDirectoryName(full)) ?? "";
        return parent.Length > 0 ? $"{parent}/{Path.GetFileName(full)}" : Path.GetFileName(full);
    }
}
