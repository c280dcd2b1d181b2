using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Onnx.Tests.Packages;

/// <summary>Packages that cannot be used say so: which model, which file, what was expected.</summary>
public class BadPackageTests
{
    private const string Name = "shapes-keypoints/1";

    [Fact]
    public void Folder_is_missing() =>
        AssertFails<ModelPackageException>(Path.Combine(Path.GetTempPath(), "no-such-folder", "1"), "no-such-folder/1", "there is no folder");

    [Fact]
    public void Folder_is_no_package()
    {
        using var package = new TemporaryPackage(Name);
        package.Delete("inference_config.json");
        AssertFails<ModelPackageException>(package.Folder, "inference_config.json or environment.json");
    }

    [Fact]
    public void Folder_is_the_one_above() =>
        AssertFails<ModelPackageException>(RepositoryFiles.Path("samples", "models", "shapes-keypoints"), "no model package", "1' is one");

    [Fact]
    public void Weights_are_missing()
    {
        using var package = new TemporaryPackage(Name);
        package.Delete("weights.onnx");
        AssertFails<ModelPackageException>(package.Folder, Name, "weights.onnx");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    public void Weights_are_cut_off(int length)
    {
        using var package = new TemporaryPackage(Name);
        package.Write("weights.onnx", File.ReadAllBytes(package["weights.onnx"])[..length]);
        Exception exception = Assert.ThrowsAny<Exception>(() => Model.Load(package.Folder));
        Assert.True(exception is ModelPackageException or OnnxRuntimeException, exception.ToString());
        Assert.Contains(Name, exception.Message, StringComparison.Ordinal);
        Assert.Contains("weights.onnx", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_are_something_else()
    {
        using var package = new TemporaryPackage(Name);
        package.Write("weights.onnx", File.ReadAllText(package["inference_config.json"]));
        AssertFails<OnnxRuntimeException>(package.Folder, Name, "weights.onnx");
    }

    [Fact]
    public void Weights_are_another_models()
    {
        using var package = new TemporaryPackage(Name);
        package.Write("weights.onnx", File.ReadAllBytes(RepositoryFiles.Path("samples", "models", "shapes-detection", "1", "weights.onnx")));
        AssertFails<ModelPackageException>(package.Folder, Name, "320x256", "weights.onnx", "256");
    }

    [Theory]
    [InlineData("arrow\ncircle\n")]
    [InlineData("arrow\ncircle\ntriangle\nsquare\n")]
    public void Class_names_do_not_match_the_output(string names)
    {
        using var package = new TemporaryPackage("shapes-detection/1");
        package.Write("class_names.txt", names);
        AssertFails<ModelPackageException>(package.Folder, "shapes-detection/1", "[9, 1344]", "class_names.txt");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\n")]
    public void Class_names_are_empty(string names)
    {
        using var package = new TemporaryPackage(Name);
        package.Write("class_names.txt", names);
        AssertFails<ModelPackageException>(package.Folder, Name, "class_names.txt", "no class names");
    }

    [Fact]
    public void Class_names_are_binary()
    {
        using var package = new TemporaryPackage(Name);
        package.Write("class_names.txt", File.ReadAllBytes(package["weights.onnx"]));
        AssertFails<ModelPackageException>(package.Folder, Name, "class_names.txt", "text");
    }

    [Fact]
    public void Keypoints_metadata_is_missing()
    {
        using var package = new TemporaryPackage(Name);
        package.Delete("keypoints_metadata.json");
        AssertFails<ModelPackageException>(package.Folder, Name, "keypoints_metadata.json");
    }

    [Theory]
    [InlineData("""[{"object_class_id":0,"keypoints":{"0":"a"},"edges":[]}]""", "none for class 1")]
    [InlineData("""[{"object_class_id":7,"keypoints":{"0":"a"},"edges":[]}]""", "$[0].object_class_id")]
    [InlineData("""[{"object_class_id":0,"keypoints":{"0":"a"},"edges":[{"from":0,"to":1}]}]""", "$[0].edges[0]")]
    [InlineData("""[{"object_class_id":0,"keypoints":{"x":"a"},"edges":[]}]""", "$[0].keypoints")]
    [InlineData("""{"a":1}""", "array")]
    [InlineData("""[{"object_class_id":0,""", "cannot be read as JSON")]
    public void Keypoints_metadata_is_malformed(string json, string expected)
    {
        using var package = new TemporaryPackage(Name);
        package.Write("keypoints_metadata.json", json);
        AssertFails<ModelPackageException>(package.Folder, Name, "keypoints_metadata.json", expected);
    }

    [Theory]
    [InlineData("\"letterbox\"", "\"squeeze\"", "$.network_input.resize_mode")]
    [InlineData("\"rgb\"", "\"cmyk\"", "$.network_input.color_mode")]
    [InlineData("\"input_channels\": 3", "\"input_channels\": 4", "$.network_input.input_channels")]
    [InlineData("\"scaling_factor\": 255", "\"scaling_factor\": 0", "$.network_input.scaling_factor")]
    [InlineData("\"normalization\": null", "\"normalization\": [[1,2],[3,4]]", "$.network_input.normalization[0]")]
    [InlineData("\"padding_value\": 114", "\"padding_value\": 1140", "$.network_input.padding_value")]
    [InlineData("\"width\": 320", "\"width\": \"wide\"", "$.network_input.training_input_size.width")]
    [InlineData("\"width\": 320", "\"width\": 32.5", "$.network_input.training_input_size.width")]
    [InlineData("\"nms\"", "\"softmax\"", "$.post_processing.type")]
    [InlineData("\"network_input\"", "\"network\"", "$.network_input")]
    [InlineData("\"max_dynamic_batch_size\": 8", "\"max_dynamic_batch_size\": 0", "$.forward_pass.max_dynamic_batch_size")]
    public void Configuration_is_wrong(string what, string with, string place)
    {
        using var package = new TemporaryPackage(Name);
        package.Replace("inference_config.json", what, with);
        AssertFails<ModelPackageException>(package.Folder, Name, "inference_config.json", place);
    }

    [Theory]
    [InlineData("\"yolov8n\"", "\"mystery\"", "mystery", "yolov8")]
    [InlineData("\"yolov8n\"", "\"yolov10n\"", "yolov10n", "keypoint-detection")]
    [InlineData("\"keypoint-detection\"", "\"telepathy\"", "$.task_type", "telepathy")]
    [InlineData("\"onnx\"", "\"trt\"", "$.backend_type", "trt")]
    public void Manifest_is_wrong(string what, string with, string first, string second)
    {
        using var package = new TemporaryPackage(Name);
        package.Replace("model_config.json", what, with);
        AssertFails<ModelPackageException>(package.Folder, Name, first, second);
    }

    [Theory]
    [InlineData("\"x_min\": 8", "\"x_min\": 96", "static-crop")]
    [InlineData("\"x_min\": 8", "\"x_min\": -1", "static-crop.x_min")]
    [InlineData("\"PREPROCESSING\"", "\"POSTPROCESSING\"", "$.PREPROCESSING")]
    public void Legacy_environment_is_wrong(string what, string with, string place)
    {
        using var package = new TemporaryPackage("shapes-detection/2", isLegacy: true);
        package.Replace("environment.json", what, with);
        AssertFails<ModelPackageException>(package.Folder, "shapes-detection/2", "environment.json", place);
    }

    [Fact]
    public void Legacy_class_map_has_a_gap()
    {
        using var package = new TemporaryPackage("shapes-single-label/1", isLegacy: true);
        package.Replace("environment.json", "\"3\": \"star\"", "\"7\": \"star\"");
        AssertFails<ModelPackageException>(package.Folder, "shapes-single-label/1", "$.CLASS_MAP.3");
    }

    [Fact]
    public void Legacy_preprocessing_is_no_json()
    {
        using var package = new TemporaryPackage("shapes-detection/1", isLegacy: true);
        package.Write("environment.json", """{"PREPROCESSING": "{oops"}""");
        AssertFails<ModelPackageException>(package.Folder, "environment.json", "$.PREPROCESSING");
    }

    private static void AssertFails<TException>(string folder, params string[] parts)
        where TException : Exception
    {
        TException exception = Assert.Throws<TException>(() => Model.Load(folder));
        foreach (string part in parts)
        {
            Assert.Contains(part, exception.Message, StringComparison.Ordinal);
        }
    }
}
