using System.Collections.Immutable;

namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// One row of the table of supported architectures: which names it goes by, what its outputs look like, what its pre-processing is where
/// the package does not say. A new architecture is a row here and, if its outputs are new, a decoder.
/// </summary>
/// <param name="Prefixes">How the names begin, in lower case without separators; sizes follow (<c>yolov8</c> + <c>n</c>).</param>
/// <param name="Family">How the outputs are read.</param>
/// <param name="Tasks">What models of this architecture do.</param>
internal sealed record Architecture(ImmutableArray<string> Prefixes, ModelFamily Family, params ImmutableArray<ModelTask> Tasks)
{
    private static readonly ImmutableArray<Architecture> All =
    [
        new(["yolov10"], ModelFamily.YoloV10, ModelTask.ObjectDetection),
        new(["yolov8", "yolov9", "yolov11", "yolo11", "yolov12", "yolo12"], ModelFamily.YoloClassifier, ModelTask.SingleLabelClassification)
        {
            LegacyNormalization = Normalization.Symmetric,
        },
        new(
            ["yolov8", "yolov9", "yolov11", "yolo11", "yolov12", "yolo12"],
            ModelFamily.YoloV8,
            ModelTask.ObjectDetection, ModelTask.KeypointDetection, ModelTask.InstanceSegmentation),
        new(["yolov5"], ModelFamily.YoloV5, ModelTask.ObjectDetection, ModelTask.InstanceSegmentation),
        new(["yolov7"], ModelFamily.YoloV7, ModelTask.ObjectDetection, ModelTask.InstanceSegmentation),
        new(
            ["yolo26", "yolov26"],
            ModelFamily.Yolo26,
            ModelTask.ObjectDetection, ModelTask.KeypointDetection, ModelTask.InstanceSegmentation, ModelTask.SemanticSegmentation),
        new(["yolonas"], ModelFamily.YoloNas, ModelTask.ObjectDetection),
        new(["yololite"], ModelFamily.YoloLite, ModelTask.ObjectDetection),
        new(["rfdetr"], ModelFamily.RfDetr, ModelTask.ObjectDetection, ModelTask.KeypointDetection, ModelTask.InstanceSegmentation)
        {
            FitLongerEdge = (ResizeMode.Stretch, null),
            LegacyNormalization = Normalization.ImageNet,
        },
        new(["yolact"], ModelFamily.Yolact, ModelTask.InstanceSegmentation)
        {
            LegacyNormalization = new() { Mean = [123.68f, 116.78f, 103.94f], Deviation = [58.40f, 57.12f, 57.38f] },
        },
        new(["vit"], ModelFamily.Vit, ModelTask.SingleLabelClassification, ModelTask.MultiLabelClassification)
        {
            FitLongerEdge = (ResizeMode.Stretch, null),
            LegacyNormalization = Normalization.Symmetric,
        },
        new(["resnet"], ModelFamily.ResNet, ModelTask.SingleLabelClassification, ModelTask.MultiLabelClassification)
        {
            FitLongerEdge = (ResizeMode.Stretch, null),
            LegacyNormalization = Normalization.ImageNet,
        },
        new(["dinov3"], ModelFamily.DinoV3, ModelTask.SingleLabelClassification, ModelTask.MultiLabelClassification)
        {
            FitLongerEdge = (ResizeMode.Stretch, null),
            LegacyNormalization = Normalization.ImageNet,
        },
        new(["deeplabv3plus"], ModelFamily.DeepLabV3Plus, ModelTask.SemanticSegmentation)
        {
            FitLongerEdge = (ResizeMode.Letterbox, 0),
            LegacyNormalization = Normalization.ImageNet,
        },
    ];

    /// <summary>What <c>fit-longer-edge</c> becomes, since a graph's input has a fixed shape, and the padding then.</summary>
    public (ResizeMode Mode, int? Padding) FitLongerEdge { get; init; } = (ResizeMode.Letterbox, 127);

    /// <summary>The normalisation of legacy packages, which do not state it.</summary>
    public Normalization LegacyNormalization { get; init; } = Normalization.Unit;

    /// <summary>What legacy packages without an architecture contain.</summary>
    public static string LegacyDefault(ModelTask task) => task switch
    {
        ModelTask.ObjectDetection => "yolov5v2s",
        ModelTask.InstanceSegmentation => "yolact",
        ModelTask.KeypointDetection => "yolov8n",
        ModelTask.SemanticSegmentation => "deep-lab-v3-plus",
        _ => "vit",
    };

    /// <summary>The row for an architecture and a task.</summary>
    /// <exception cref="ModelPackageException">There is none.</exception>
    public static Architecture Find(string modelName, string name, ModelTask task)
    {
        Span<char> plain = stackalloc char[name.Length];
        int length = 0;
        foreach (char c in name)
        {
            if (c is not ('-' or '_' or ' '))
            {
                plain[length++] = char.ToLowerInvariant(c);
            }
        }

        bool isKnown = false;
        foreach (Architecture architecture in All)
        {
            foreach (string prefix in architecture.Prefixes)
            {
                if (plain[..length].StartsWith(prefix))
                {
                    isKnown = true;
                    if (architecture.Tasks.Contains(task))
                    {
                        return architecture;
                    }
                }
            }
        }

        string supported = string.Join(", ", All.Where(a => a.Tasks.Contains(task)).SelectMany(a => a.Prefixes));
        throw new ModelPackageException(
            $"Model '{modelName}': the architecture '{name}' is not supported{(isKnown ? $" for the task '{task.PackageName()}'" : "")}. "
            + $"Supported for '{task.PackageName()}': {supported} and their sizes.");
    }
}
