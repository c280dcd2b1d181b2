using System.Collections.Immutable;
using System.Globalization;

namespace Workflows.CodeFirst.Onnx;

/// <summary>Reads packages of the legacy format: <c>environment.json</c> and, where there is one, <c>model_type.json</c>.</summary>
internal static class LegacyPackageReader
{
    private const string BackgroundClass = "background_class83422";

    public static ModelPackage Read(string folder, string name, string environmentFile)
    {
        PackageJson environment = PackageJson.ReadFile(name, folder, environmentFile);
        PackageJson type = PackageJson.ReadFile(name, folder, "model_type.json");
        if (!environment.IsObject)
        {
            throw environment.Error("an object");
        }

        ModelTask task = type["project_task_type"].Exists ? PackageReader.ParseTask(type["project_task_type"]) : ModelTask.ObjectDetection;
        if (task == ModelTask.SingleLabelClassification && environment["MULTICLASS"].Bool())
        {
            task = ModelTask.MultiLabelClassification; // despite its name, the flag means that several classes may hold at once
        }

        string architectureName = type["model_type"].StringOrNull() is { } stated and not "ort" ? stated : Architecture.LegacyDefault(task);
        Architecture architecture = Architecture.Find(name, architectureName, task);
        ImmutableArray<string> classNames = task.IsClassification() ? ReadClassMap(environment["CLASS_MAP"]) : PackageReader.ReadClassNames(folder, name);
        return new()
        {
            Name = name,
            Folder = folder,
            WeightsPath = PackageReader.FindWeights(folder, name),
            Format = PackageFormat.Legacy,
            Task = task,
            Architecture = architectureName,
            Family = architecture.Family,
            ClassNames = classNames,
            RemovedClassNames = architecture.Family == ModelFamily.RfDetr && classNames.Contains(BackgroundClass) ? [BackgroundClass] : [],
            Skeletons = task == ModelTask.KeypointDetection ? KeypointsMetadata.Read(folder, name, PackageFormat.Legacy, classNames, []) : [],
            Input = ReadInput(environment["PREPROCESSING"].Unwrap(), architecture),
        };
    }

    private static InputSpec ReadInput(PackageJson processing, Architecture architecture)
    {
        if (!processing.Exists)
        {
            throw processing.Error("an object (or a string that contains one) that describes the pre-processing");
        }

        PackageJson resize = processing["resize"];
        (ResizeMode mode, int padding) = resize["format"].StringOrNull() switch
        {
            "Fit (white edges) in" => (ResizeMode.Letterbox, 255),
            "Fit (grey edges) in" => (ResizeMode.Letterbox, 114),
            "Fit (black edges) in" or "Fit (reflect edges) in" or "Fit within" or "Fill (with center crop) in" => (ResizeMode.Letterbox, 0),
            _ => (ResizeMode.Stretch, 0),
        };
        var stated = new ImageSize(resize["width"].IntOrNull() ?? 640, resize["height"].IntOrNull() ?? 640);
        if (stated is not { Width: > 0 and <= 16384, Height: > 0 and <= 16384 })
        {
            throw resize.Error("a size from 1x1 to 16384x16384");
        }

        bool isDetr = architecture.Family == ModelFamily.RfDetr;
        return new()
        {
            IsLegacy = true,
            FallbackSize = stated,
            Mode = mode,
            Kernel = isDetr ? ResizeKernel.CvNormalizedFloats : mode == ResizeMode.Stretch ? ResizeKernel.CvFloats : ResizeKernel.CvBytes,
            Padding = padding,
            Normalization = architecture.LegacyNormalization,
            Crop = PackageReader.ReadStaticCrop(processing["static-crop"]),
            Contrast = PackageReader.ReadContrast(processing["contrast"]),
            IsGrayscale = processing["grayscale"]["enabled"].Bool(),
            FirstStep = isDetr && mode == ResizeMode.Letterbox && stated.Width != stated.Height ? stated : null,
        };
    }

    private static ImmutableArray<string> ReadClassMap(PackageJson map)
    {
        if (!map.Exists)
        {
            throw map.Error("an object from class numbers to names");
        }

        int count = map.Members().Count();
        var names = ImmutableArray.CreateBuilder<string>(count);
        for (int i = 0; i < count; i++)
        {
            names.Add(map[i.ToString(CultureInfo.InvariantCulture)].String());
        }

        return names.Count > 0 ? names.ToImmutable() : throw map.Error("an object from class numbers to names");
    }
}
