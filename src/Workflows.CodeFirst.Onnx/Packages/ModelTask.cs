namespace Workflows.CodeFirst.Onnx;

/// <summary>What a model does.</summary>
public enum ModelTask
{
    /// <summary>Boxes and classes.</summary>
    ObjectDetection,

    /// <summary>Boxes, classes and keypoints.</summary>
    KeypointDetection,

    /// <summary>Boxes, classes and masks.</summary>
    InstanceSegmentation,

    /// <summary>One class for the image.</summary>
    SingleLabelClassification,

    /// <summary>Any number of classes for the image.</summary>
    MultiLabelClassification,

    /// <summary>One class for every pixel.</summary>
    SemanticSegmentation,
}

/// <summary>The names of tasks in packages, and the methods that do them.</summary>
internal static class ModelTasks
{
    public static string PackageName(this ModelTask task) => task switch
    {
        ModelTask.ObjectDetection => "object-detection",
        ModelTask.KeypointDetection => "keypoint-detection",
        ModelTask.InstanceSegmentation => "instance-segmentation",
        ModelTask.SingleLabelClassification => "classification",
        ModelTask.MultiLabelClassification => "multi-label-classification",
        _ => "semantic-segmentation",
    };

    public static string MethodName(this ModelTask task) => task switch
    {
        ModelTask.ObjectDetection => "Detect",
        ModelTask.KeypointDetection => "DetectKeypoints",
        ModelTask.InstanceSegmentation => "Segment",
        ModelTask.SingleLabelClassification => "Classify",
        ModelTask.MultiLabelClassification => "ClassifyMultiLabel",
        _ => "SegmentSemantic",
    };

    public static bool IsClassification(this ModelTask task) => task is ModelTask.SingleLabelClassification or ModelTask.MultiLabelClassification;

    public static ModelTask? Parse(string name) => name switch
    {
        "object-detection" => ModelTask.ObjectDetection,
        "keypoint-detection" => ModelTask.KeypointDetection,
        "instance-segmentation" => ModelTask.InstanceSegmentation,
        "classification" or "single-label-classification" or "multi-class-classification" => ModelTask.SingleLabelClassification,
        "multi-label-classification" => ModelTask.MultiLabelClassification,
        "semantic-segmentation" => ModelTask.SemanticSegmentation,
        _ => null,
    };
}
