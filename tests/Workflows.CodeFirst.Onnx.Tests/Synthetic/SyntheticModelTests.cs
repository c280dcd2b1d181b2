namespace Workflows.CodeFirst.Onnx.Tests.Synthetic;

/// <summary>What the sample models do not have: fixed batches, other element types, open sizes, outputs that fit nothing.</summary>
public class SyntheticModelTests
{
    private static readonly string[] Colors = ["red", "green", "blue"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData("batch")]
    public void Batches_of_any_kind_keep_their_order(object batch)
    {
        using var package = SyntheticPackage.Current(OnnxGraph.ColorMeans(OnnxGraph.Float, batch, 8, 8), "classification", "vit", 8, 8, Colors);
        using var model = Model.Load(package.Folder, new() { MaxBatchSize = 4 });
        Assert.Equal(batch is int n ? n : 4, model.MaxBatchSize);
        Image[] images = [Plain(9, 5, 0), Plain(8, 8, 1), Plain(30, 2, 2), Plain(4, 40, 1), Plain(8, 8, 0)];
        string[] expected = ["red", "green", "blue", "green", "red"];
        Assert.Equal(expected, model.Classify(images, new() { Confidence = 0.5 }).Select(c => c.Top));
        foreach ((Image image, string color) in images.Zip(expected))
        {
            Assert.Equal(color, model.Classify(image, new() { Confidence = 0.5 }).Top);
        }
    }

    [Fact]
    public void Places_that_a_fixed_batch_leaves_over_are_zero()
    {
        // The second place's mean reaches the first output: what a previous batch left there would show.
        OnnxGraph graph = new OnnxGraph().Input("images", OnnxGraph.Float, 2, 3, 4, 4).Node("GlobalAveragePool", ["images"], "means")
            .Node("Flatten", ["means"], "flat", ("axis", 1)).Node("ReduceSum", ["flat", "first"], "sums", ("keepdims", 1)).Constant("first", [0L])
            .Node("Expand", ["sums", "shape"], "logits").Constant("shape", [2L, 3L]).Output("logits", OnnxGraph.Float, 2, 3);
        using var package = SyntheticPackage.Current(graph, "classification", "vit", 4, 4, Colors);
        using var model = Model.Load(package.Folder);
        double before = model.Classify(Plain(4, 4, 0), new() { Confidence = 0.0 }).Confidence;
        model.Classify([Plain(4, 4, 0), Plain(4, 4, 1)], new() { Confidence = 0.0 });
        Assert.Equal(before, model.Classify(Plain(4, 4, 0), new() { Confidence = 0.0 }).Confidence);
    }

    [Theory]
    [InlineData(OnnxGraph.Float16, OnnxGraph.Float16)]
    [InlineData(OnnxGraph.Float16, OnnxGraph.Float)]
    [InlineData(OnnxGraph.Float, 11)]
    public void Other_floating_point_types_are_converted(int inputType, int outputType)
    {
        using var half = SyntheticPackage.Current(OnnxGraph.ColorMeans(inputType, "batch", 8, 8, outputType), "multi-label-classification", "vit", 8, 8, Colors);
        using var single = SyntheticPackage.Current(OnnxGraph.ColorMeans(OnnxGraph.Float, "batch", 8, 8), "multi-label-classification", "vit", 8, 8, Colors);
        using var halfModel = Model.Load(half.Folder);
        using var singleModel = Model.Load(single.Folder);
        using Image image = Plain(20, 10, 2);
        foreach ((ClassScore expected, ClassScore actual) in singleModel.ClassifyMultiLabel(image).Scores.Zip(halfModel.ClassifyMultiLabel(image).Scores))
        {
            Assert.Equal(expected.Confidence, actual.Confidence, 1e-3);
        }
    }

    [Fact]
    public void Bytes_go_in_as_bytes()
    {
        const string input = """ "dynamic_spatial_size_supported": false, "color_mode": "bgr", "resize_mode": "stretch" """;
        using var package = SyntheticPackage.Current(OnnxGraph.ColorMeans(OnnxGraph.UInt8, "batch", 8, 8), "classification", "vit", 8, 8, Colors, input);
        using var model = Model.Load(package.Folder);
        Assert.Equal("blue", model.Classify(Plain(8, 8, 0)).Top); // red comes last in this network's order
    }

    [Fact]
    public void Open_sizes_follow_the_request_in_multiples()
    {
        const string input = """
            "dynamic_spatial_size_supported": true, "dynamic_spatial_size_mode": {"type": "pad-to-be-divisible", "value": 32},
            "color_mode": "rgb", "resize_mode": "letterbox", "scaling_factor": 255
            """;
        using var package = SyntheticPackage.Current(OnnxGraph.ColorMeans(OnnxGraph.Float, "batch", "height", "width"), "classification", "vit", 64, 64, Colors, input);
        using (var usual = Model.Load(package.Folder))
        {
            Assert.Equal(new ImageSize(64, 64), usual.InputSize);
        }

        using var model = Model.Load(package.Folder, new() { InputSize = new(100, 33) });
        Assert.Equal(new ImageSize(128, 64), model.InputSize);
        Assert.Equal("green", model.Classify(Plain(50, 20, 1)).Top);
    }

    [Fact]
    public void Legacy_detectors_with_open_size_get_multiples_of_32()
    {
        OnnxGraph graph = new OnnxGraph().Input("images", OnnxGraph.Float, "batch", 3, "height", "width").Output("output", OnnxGraph.Float, "batch", 6, "anchors")
            .Node("GlobalAveragePool", ["images"], "means").Node("Tile", ["means", "times"], "all").Constant("times", [1L, 2L, 1L, 1L])
            .Node("Squeeze", ["all", "two"], "output").Constant("two", [2L]);
        using var package = SyntheticPackage.Legacy(graph, "object-detection", "yolov8n", 50, 40, "Fit (white edges) in", ["a", "b"]);
        using var model = Model.Load(package.Folder);
        Assert.Equal(new ImageSize(50, 40), model.InputSize);
        using Image image = Plain(50, 20, 0);
        float[] tensor = model.InputOf(image.View);
        Assert.Equal(3 * 64 * 64, tensor.Length);
        Assert.Equal(1f, tensor[0]); // white edge
        Assert.Equal(1f, tensor[20 * 64]); // the red picture
        Assert.Equal(0f, tensor[20 * 64 + 50]); // right of the nominal size
        Assert.Equal(0f, tensor[40 * 64]); // below it
    }

    [Fact]
    public void Open_output_shapes_are_read_after_the_run()
    {
        float[] rows = [1, 2, 11, 12, 0.9f, 0, 3, 4, 13, 24, 0.8f, 1];
        Detections[] found = [.. new object[][] { [1, 2, 6], [1, "rows", 6] }.Select(shape =>
        {
            using var package = SyntheticPackage.Current(OnnxGraph.Constants(shape, [1, 2, 6], rows), "object-detection", "yolov10n", 32, 32, ["a", "b"]);
            using var model = Model.Load(package.Folder);
            using Image image = Plain(32, 32, 0);
            model.Detect(image);
            return model.Detect(image);
        })];
        Assert.All(found, detections =>
        {
            Assert.Equal([new Box(1, 2, 11, 12), new Box(3, 4, 13, 24)], detections.Boxes.AsEnumerable());
            Assert.Equal([0, 1], detections.ClassIds.AsEnumerable());
        });
    }

    [Fact]
    public void What_is_no_number_is_not_reported()
    {
        float[] rows = [1, 2, 11, 12, float.NaN, 0, float.NaN, 4, 13, 24, 0.8f, 1, 1, 2, float.PositiveInfinity, 4, 0.9f, 0, 1, 1, 5, 5, 0.7f, 1];
        using var package = SyntheticPackage.Current(OnnxGraph.Constants([1, 4, 6], [1, 4, 6], rows), "object-detection", "yolov10n", 32, 32, ["a", "b"]);
        using var model = Model.Load(package.Folder);
        Detections found = model.Detect(Plain(32, 32, 0));
        Assert.Equal([new Box(1, 1, 5, 5)], found.Boxes.AsEnumerable());
    }

    [Theory]
    [InlineData("object-detection", "yolov8n", "output 0", "[6, anchors]")]
    [InlineData("object-detection", "rfdetr-nano", "output 1", "queries")]
    [InlineData("instance-segmentation", "yolov8n-seg", "synthetic/1", "38")]
    public void Outputs_that_do_not_fit_are_named_when_loading(string task, string architecture, string first, string second)
    {
        using var package = SyntheticPackage.Current(OnnxGraph.Constants([1, 5, 4], [1, 5, 4], new float[20]), task, architecture, 32, 32, ["a", "b"]);
        string message = Assert.Throws<ModelPackageException>(() => Model.Load(package.Folder)).Message;
        Assert.Contains("synthetic/1", message, StringComparison.Ordinal);
        Assert.Contains("weights.onnx", message, StringComparison.Ordinal);
        Assert.Contains(first, message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(second, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_outputs_that_do_not_fit_are_named_at_the_first_run()
    {
        using var package = SyntheticPackage.Current(OnnxGraph.Constants([1, "rows", 4], [1, 5, 4], new float[20]), "object-detection", "yolov8n", 32, 32, ["a", "b"]);
        using var model = Model.Load(package.Folder);
        string message = Assert.Throws<ModelOutputException>(() => model.Detect(Plain(32, 32, 0))).Message;
        Assert.Contains("synthetic/1", message, StringComparison.Ordinal);
        Assert.Contains("[5, 4]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_that_are_no_images_are_named()
    {
        (OnnxGraph Graph, string Expected)[] cases =
        [
            (new OnnxGraph().Input("x", OnnxGraph.Float, 1, 1, 8, 8).Node("Flatten", ["x"], "y").Output("y", OnnxGraph.Float, 1, 64), "three channels"),
            (new OnnxGraph().Input("x", OnnxGraph.Float, 1, 192).Node("Identity", ["x"], "y").Output("y", OnnxGraph.Float, 1, 192), "[batch, 3, height, width]"),
            (new OnnxGraph().Input("x", OnnxGraph.Float, 1, 3, 8, 8).Input("z", OnnxGraph.Float, 1).Node("Flatten", ["x"], "f").Node("Add", ["f", "z"], "y").Output("y", OnnxGraph.Float, 1, 192), "2 inputs"),
            (new OnnxGraph().Input("x", OnnxGraph.Float, 1, 3, 16, 8).Node("Flatten", ["x"], "y").Output("y", OnnxGraph.Float, 1, 384), "Do the files belong together"),
            (new OnnxGraph().Input("x", OnnxGraph.Int64, 1, 3, 8, 8).Node("Flatten", ["x"], "y").Output("y", OnnxGraph.Int64, 1, 192), "Int64"),
        ];
        foreach ((OnnxGraph graph, string expected) in cases)
        {
            using var package = SyntheticPackage.Current(graph, "classification", "vit", 8, 8, Colors);
            string message = Assert.Throws<ModelPackageException>(() => Model.Load(package.Folder)).Message;
            Assert.Contains("synthetic/1", message, StringComparison.Ordinal);
            Assert.Contains(expected, message, StringComparison.Ordinal);
        }
    }

    /// <summary>An image of one colour: channel 0, 1 or 2 at its most.</summary>
    private static Image Plain(int width, int height, int channel)
    {
        Image image = Image.Create(width, height);
        for (int i = channel; i < image.Pixels.Length; i += 3)
        {
            image.Pixels[i] = 255;
        }

        return image;
    }
}
