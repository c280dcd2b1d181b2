namespace Workflows.CodeFirst.Onnx.Tests.Synthetic;

/// <summary>A package around a network that a test made.</summary>
internal sealed class SyntheticPackage : IDisposable
{
    private SyntheticPackage(byte[] network)
    {
        Folder = Directory.CreateTempSubdirectory("workflows-synthetic-").FullName;
        File.WriteAllBytes(Path.Combine(Folder, "weights.onnx"), network);
    }

    public string Folder { get; }

    /// <summary>A package of today's format, with the usual network input unless another is given.</summary>
    public static SyntheticPackage Current(
        OnnxGraph graph, string task, string architecture, int width, int height, string[] classes, string networkInput = "", string rest = "")
    {
        var package = new SyntheticPackage(graph.ToArray());
        string input = networkInput.Length > 0 ? networkInput
            : """ "dynamic_spatial_size_supported": false, "color_mode": "rgb", "resize_mode": "stretch", "scaling_factor": 255 """;
        package.Write("inference_config.json", $$"""{ "network_input": { "training_input_size": {"width": {{width}}, "height": {{height}}}, {{input}} } {{rest}} }""");
        package.Write("model_config.json", $$"""{ "model_id": "synthetic/1", "task_type": "{{task}}", "model_architecture": "{{architecture}}" }""");
        package.Write("class_names.txt", string.Join('\n', classes));
        return package;
    }

    /// <summary>A package of the legacy format.</summary>
    public static SyntheticPackage Legacy(OnnxGraph graph, string task, string architecture, int width, int height, string format, string[] classes)
    {
        var package = new SyntheticPackage(graph.ToArray());
        package.Write("environment.json", $$"""
            { "PREPROCESSING": {"resize": {"enabled": true, "width": {{width}}, "height": {{height}}, "format": "{{format}}"} },
              "CLASS_MAP": { {{string.Join(", ", classes.Select((name, i) => $"\"{i}\": \"{name}\""))}} } }
            """);
        package.Write("model_type.json", $$"""{ "model_id": "synthetic/1", "project_task_type": "{{task}}", "model_type": "{{architecture}}" }""");
        package.Write("class_names.txt", string.Join('\n', classes));
        return package;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text);
}
