using Workflows.CodeFirst.Imaging;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Onnx.Tests.Packages;

public class PackageReaderTests
{
    [Fact]
    public void Current_package_is_read_completely()
    {
        ModelPackage package = PackageReader.Read(RepositoryFiles.Path("samples", "models", "shapes-multi-label", "1"));
        Assert.Equal("shapes-multi-label/1", package.Name);
        Assert.Equal(PackageFormat.Current, package.Format);
        Assert.Equal(ModelTask.MultiLabelClassification, package.Task);
        Assert.Equal(ModelFamily.Vit, package.Family);
        Assert.Equal(["arrow", "circle", "square", "star", "triangle"], package.ClassNames.AsEnumerable());
        Assert.Equal(0.44, package.Recommended!.Confidence);
        Assert.Equal(0.26, package.Recommended.PerClass["star"]);
        Assert.Equal(new ImageSize(224, 224), package.Input.Size);
        Assert.Equal(ResizeMode.Letterbox, package.Input.Mode);
        Assert.Equal(ChannelOrder.Bgr, package.Input.Channels);
        Assert.Equal(Normalization.ImageNet, package.Input.Normalization);
        Assert.Equal(8, package.Input.MaxBatch);
        Assert.False(package.IsFused);
    }

    [Fact]
    public void Legacy_package_is_read_completely()
    {
        ModelPackage package = PackageReader.Read(RepositoryFiles.Path("tests", "data", "models-legacy", "shapes-detection", "2"));
        Assert.Equal("shapes-detection/2", package.Name);
        Assert.Equal(PackageFormat.Legacy, package.Format);
        Assert.Equal(255, package.Input.Padding);
        Assert.Equal(new StaticCrop(8, 5, 95, 88), package.Input.Crop);
        Assert.Equal(Normalization.Unit, package.Input.Normalization);
        Assert.Equal(ResizeKernel.CvBytes, package.Input.Kernel);
    }

    [Fact]
    public void Keypoints_metadata_is_read_in_numeric_order()
    {
        using var package = new TemporaryPackage("shapes-keypoints/1");
        package.Write("class_names.txt", "\n  only \n\n").Write(
            "keypoints_metadata.json",
            """[{"object_class_id":"0","keypoints":{"10":"last","2":"middle","0":"first"},"edges":[{"from":0,"to":2}]}]""");
        Skeleton skeleton = Assert.Single(PackageReader.Read(package.Folder).Skeletons);
        Assert.Equal(["first", "middle", "last"], skeleton.KeypointNames.AsEnumerable());
        Assert.Equal([new SkeletonEdge(0, 2)], skeleton.Edges.AsEnumerable());
    }

    [Fact]
    public void Numbers_may_be_strings_and_pre_processing_null()
    {
        using var package = new TemporaryPackage("shapes-detection/2");
        package.Write("inference_config.json", """
            { "image_pre_processing": null,
              "network_input": { "training_input_size": {"height": "256", "width": "320"}, "dynamic_spatial_size_supported": false,
                "color_mode": "bgr", "resize_mode": "fit-longer-edge", "input_channels": "3", "scaling_factor": "255" },
              "forward_pass": { "max_dynamic_batch_size": "4" } }
            """);
        InputSpec input = PackageReader.Read(package.Folder).Input;
        Assert.Equal(new ImageSize(320, 256), input.Size);
        Assert.Equal((ResizeMode.Letterbox, 127), (input.Mode, input.Padding));
        Assert.Equal(4, input.MaxBatch);
        Assert.Null(input.Crop);
    }

    [Theory]
    [InlineData("vit", "classification", ResizeMode.Stretch, 0)]
    [InlineData("deep-lab-v3-plus", "semantic-segmentation", ResizeMode.Letterbox, 0)]
    [InlineData("yolov8-cls", "classification", ResizeMode.Letterbox, 127)]
    [InlineData("rfdetr-base", "object-detection", ResizeMode.Stretch, 0)]
    internal void Fit_longer_edge_becomes_what_the_architecture_does(string architecture, string task, ResizeMode mode, int padding)
    {
        using var package = new TemporaryPackage("shapes-detection/2");
        package.Replace("inference_config.json", "\"letterbox\"", "\"fit-longer-edge\"").Replace("inference_config.json", "\"nms\"", task == "classification" ? "\"softmax\"" : "\"nms\"")
            .Write("model_config.json", $$"""{"task_type":"{{task}}","model_architecture":"{{architecture}}"}""");
        InputSpec input = PackageReader.Read(package.Folder).Input;
        Assert.Equal((mode, padding), (input.Mode, input.Padding));
    }

    [Theory]
    [InlineData("Fit within", ResizeMode.Letterbox, 0)]
    [InlineData("Fit (grey edges) in", ResizeMode.Letterbox, 114)]
    [InlineData("Something else", ResizeMode.Stretch, 0)]
    internal void Legacy_resize_formats(string format, ResizeMode mode, int padding)
    {
        using var package = new TemporaryPackage("shapes-detection/2", isLegacy: true);
        package.Replace("environment.json", "Fit (white edges) in", format);
        InputSpec input = PackageReader.Read(package.Folder).Input;
        Assert.Equal((mode, padding), (input.Mode, input.Padding));
    }

    [Fact]
    public void Legacy_flag_multiclass_means_multi_label()
    {
        using var package = new TemporaryPackage("shapes-single-label/1", isLegacy: true);
        package.Replace("environment.json", "\"MULTICLASS\": false", "\"MULTICLASS\": \"true\"");
        Assert.Equal(ModelTask.MultiLabelClassification, PackageReader.Read(package.Folder).Task);
    }

    [Theory]
    [InlineData("yolov5v6n", "object-detection", ModelFamily.YoloV5)]
    [InlineData("yolov7-seg", "instance-segmentation", ModelFamily.YoloV7)]
    [InlineData("yolov9c", "object-detection", ModelFamily.YoloV8)]
    [InlineData("yolov10b", "object-detection", ModelFamily.YoloV10)]
    [InlineData("yolov11n-seg", "instance-segmentation", ModelFamily.YoloV8)]
    [InlineData("yolov12x", "object-detection", ModelFamily.YoloV8)]
    [InlineData("yolo26n-pose", "keypoint-detection", ModelFamily.Yolo26)]
    [InlineData("yolo26s-sem", "semantic-segmentation", ModelFamily.Yolo26)]
    [InlineData("yolo_nas_s", "object-detection", ModelFamily.YoloNas)]
    [InlineData("yololite", "object-detection", ModelFamily.YoloLite)]
    [InlineData("rf-detr-2xlarge", "keypoint-detection", ModelFamily.RfDetr)]
    [InlineData("yolact", "instance-segmentation", ModelFamily.Yolact)]
    [InlineData("resnet101", "multi-label-classification", ModelFamily.ResNet)]
    [InlineData("dinov3_probe", "classification", ModelFamily.DinoV3)]
    [InlineData("yolov8n-cls", "classification", ModelFamily.YoloClassifier)]
    [InlineData("deeplabv3plus", "semantic-segmentation", ModelFamily.DeepLabV3Plus)]
    internal void Architectures_are_found_by_name_and_task(string name, string task, ModelFamily family) =>
        Assert.Equal(family, Architecture.Find("m", name, ModelTasks.Parse(task)!.Value).Family);
}
