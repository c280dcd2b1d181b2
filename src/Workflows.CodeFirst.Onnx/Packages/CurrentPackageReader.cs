using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Onnx;

/// <summary>Reads packages of today's format: <c>inference_config.json</c> says how to run, <c>model_config.json</c> what the model is.</summary>
internal static class CurrentPackageReader
{
    private const string ManifestFile = "model_config.json";

    public static ModelPackage Read(string folder, string name, string configFile)
    {
        PackageJson config = PackageJson.ReadFile(name, folder, configFile);
        PackageJson manifest = PackageJson.ReadFile(name, folder, ManifestFile);
        if (!config.IsObject)
        {
            throw config.Error("an object");
        }

        if (!manifest.Exists)
        {
            throw new ModelPackageException(
                $"Model '{name}': the file '{Path.Combine(folder, ManifestFile)}' is missing; it says what the model is (task_type, "
                + "model_architecture).");
        }

        if (manifest["backend_type"].StringOrNull() is { } backend and not "onnx")
        {
            throw manifest["backend_type"].Error($"onnx; {backend} packages cannot be run here");
        }

        ModelTask task = PackageReader.ParseTask(manifest["task_type"]);
        string architectureName = manifest["model_architecture"].String();
        Architecture architecture = Architecture.Find(name, architectureName, task);
        ImmutableArray<string> classNames = PackageReader.ReadClassNames(folder, name);
        ImmutableArray<string> removed = ReadRemovedClasses(config["class_names_operations"]);
        return new()
        {
            Name = name,
            Folder = folder,
            WeightsPath = PackageReader.FindWeights(folder, name),
            Format = PackageFormat.Current,
            Task = task,
            Architecture = architectureName,
            Family = architecture.Family,
            ClassNames = classNames,
            RemovedClassNames = removed,
            Skeletons = task == ModelTask.KeypointDetection
                ? KeypointsMetadata.Read(folder, name, PackageFormat.Current, classNames, removed)
                : [],
            Recommended = ReadRecommended(manifest["recommended_parameters"]),
            IsFused = ReadIsFused(config["post_processing"], task),
            Input = ReadInput(config, architecture),
        };
    }

    private static InputSpec ReadInput(PackageJson config, Architecture architecture)
    {
        PackageJson network = config["network_input"];
        if (!network.Exists)
        {
            throw network.Error("an object that describes the network's input");
        }

        PackageJson channels = network["input_channels"];
        if (channels.Exists && channels.Int() != 3)
        {
            throw channels.Error("3; networks for other images than colour images are not supported");
        }

        ImageSize size = ReadSize(network["training_input_size"]);
        bool isDetr = architecture.Family == ModelFamily.RfDetr;
        if (isDetr)
        {
            GuardResolution(network["training_input_size"], size);
        }

        PackageJson padding = network["padding_value"];
        (ResizeMode mode, int? pad) = network["resize_mode"].String() switch
        {
            "stretch" => (ResizeMode.Stretch, padding.IntOrNull()),
            "letterbox" or "letterbox-reflect-edges" => (ResizeMode.Letterbox, padding.IntOrNull()),
            "center-crop" => (ResizeMode.CenterCrop, 0),
            "fit-longer-edge" => architecture.FitLongerEdge,
            _ => throw network["resize_mode"].Error("stretch, letterbox, letterbox-reflect-edges, center-crop or fit-longer-edge"),
        };
        if (pad is < 0 or > 255)
        {
            throw padding.Error("a grey value, 0 to 255");
        }

        PackageJson firstStep = network["dataset_version_resize_dimensions"];
        PackageJson processing = config["image_pre_processing"];
        return new()
        {
            Size = size,
            FallbackSize = size,
            Mode = mode,
            Kernel = isDetr ? ResizeKernel.PilBytes : ResizeKernel.CvBytes,
            Padding = pad ?? 0,
            Channels = network["color_mode"].String() switch
            {
                "rgb" => ChannelOrder.Rgb,
                "bgr" => ChannelOrder.Bgr,
                _ => throw network["color_mode"].Error("rgb or bgr"),
            },
            Normalization = ReadNormalization(network, isDetr),
            Crop = PackageReader.ReadStaticCrop(processing["static-crop"]),
            Contrast = PackageReader.ReadContrast(processing["contrast"]),
            IsGrayscale = processing["grayscale"]["enabled"].Bool(),
            FirstStep = isDetr && mode != ResizeMode.Stretch && firstStep.Exists ? ReadSize(firstStep) : null,
            DynamicSizeMultiple = network["dynamic_spatial_size_supported"].Bool() ? ReadMultiple(network["dynamic_spatial_size_mode"]) : 0,
            StaticBatch = ReadCount(config["forward_pass"]["static_batch_size"]),
            MaxBatch = ReadCount(config["forward_pass"]["max_dynamic_batch_size"]),
        };
    }

    private static Normalization ReadNormalization(PackageJson network, bool isDetr)
    {
        double? divisor = network["scaling_factor"].DoubleOrNull();
        if (divisor is 0)
        {
            throw network["scaling_factor"].Error("a number other than 0, or null");
        }

        PackageJson normalization = network["normalization"];
        var lists = ImmutableArray.CreateBuilder<ImmutableArray<float>>();
        foreach (PackageJson list in normalization.Elements())
        {
            ImmutableArray<float> values = [.. list.Elements().Select(v => (float)v.Double())];
            lists.Add(values.Length == 3 ? values : throw list.Error("three numbers, one a channel"));
        }

        if (lists.Count is not (0 or 2) || (lists.Count == 2 && lists[1].Contains(0f)))
        {
            throw normalization.Error("null, or three means and three standard deviations other than 0");
        }

        bool hasStatistics = lists.Count == 2;
        return new()
        {
            // RF-DETR always divides by 255; a factor of its own only counts without statistics.
            Divisor = isDetr ? 255f : (float?)divisor,
            Multiplier = isDetr && !hasStatistics && divisor is { } factor and not 255 ? (float)(255.0 / factor) : null,
            Mean = hasStatistics ? lists[0] : [],
            Deviation = hasStatistics ? lists[1] : [],
        };
    }

    private static int ReadMultiple(PackageJson mode) => !mode.Exists ? 1 : mode["type"].String() switch
    {
        "any-size" => 1,
        "pad-to-be-divisible" when mode["value"].Int() > 0 => mode["value"].Int(),
        "pad-to-be-divisible" => throw mode["value"].Error("a positive number"),
        _ => throw mode["type"].Error("any-size or pad-to-be-divisible"),
    };

    private static int? ReadCount(PackageJson count) => count.IntOrNull() switch
    {
        null => null,
        > 0 and var value => value,
        _ => throw count.Error("a positive number, or null"),
    };

    private static ImageSize ReadSize(PackageJson size)
    {
        var result = new ImageSize(size["width"].Int(), size["height"].Int());
        return result is { Width: > 0 and <= 16384, Height: > 0 and <= 16384 } ? result : throw size.Error("a size from 1x1 to 16384x16384");
    }

    private static void GuardResolution(PackageJson place, ImageSize size)
    {
        const string variable = "RFDETR_ONNX_MAX_RESOLUTION";
        int most = int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : 1600;
        if (size.Width > most || size.Height > most)
        {
            throw place.Error($"at most {most}x{most} (the environment variable {variable} raises the limit)");
        }
    }

    private static bool ReadIsFused(PackageJson postProcessing, ModelTask task)
    {
        if (!postProcessing.Exists)
        {
            return false;
        }

        string? expected = task switch
        {
            ModelTask.SingleLabelClassification => "softmax",
            ModelTask.MultiLabelClassification => "sigmoid",
            ModelTask.SemanticSegmentation => null,
            _ => "nms",
        };
        if (expected is not null && postProcessing["type"].String() != expected)
        {
            throw postProcessing["type"].Error($"{expected}, which a model for {task.PackageName()} needs");
        }

        return postProcessing["fused"].Bool();
    }

    private static ImmutableArray<string> ReadRemovedClasses(PackageJson operations)
    {
        var removed = ImmutableArray.CreateBuilder<string>();
        foreach (PackageJson operation in operations.Elements())
        {
            if (operation["type"].String() != "class_name_removal")
            {
                throw operation["type"].Error("class_name_removal");
            }

            removed.Add(operation["class_name"].String());
        }

        return removed.ToImmutable();
    }

    private static RecommendedThresholds? ReadRecommended(PackageJson parameters)
    {
        if (!parameters.Exists)
        {
            return null;
        }

        PackageJson perClass = parameters["per_class_confidence"];
        if (!perClass.Exists)
        {
            perClass = parameters["perClassConfidence"];
        }

        var thresholds = new Dictionary<string, double>();
        foreach ((string className, PackageJson threshold) in perClass.Members())
        {
            if (threshold.DoubleOrNull() is { } value)
            {
                thresholds[className] = value;
            }
        }

        return new(parameters["confidence"].DoubleOrNull(), thresholds.ToFrozenDictionary());
    }
}
