using Workflows.CodeFirst.Onnx;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Benchmarks;

/// <summary>Packages around the committed benchmark networks: letterboxed RGB of 640×640, 80 classes.</summary>
internal sealed class BenchModels : IDisposable
{
    private int count;
    private readonly string folder = Directory.CreateTempSubdirectory("workflows-bench-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Loads a network as a model that uses one thread.</summary>
    public Model Load(string network, string task, int classes, int keypoints = 0)
    {
        string package = Directory.CreateDirectory(Path.Combine(folder, $"{network}-{count++}")).FullName;
        File.Copy(FileOf(network), Path.Combine(package, "weights.onnx"));
        File.WriteAllText(Path.Combine(package, "model_config.json"), $$"""{"model_architecture": "yolov8n", "task_type": "{{task}}", "backend_type": "onnx"}""");
        File.WriteAllText(Path.Combine(package, "inference_config.json"), """
            {
              "image_pre_processing": {},
              "network_input": {
                "training_input_size": {"height": 640, "width": 640}, "dynamic_spatial_size_supported": false, "color_mode": "rgb",
                "resize_mode": "letterbox", "padding_value": 114, "input_channels": 3, "scaling_factor": 255, "normalization": null
              },
              "forward_pass": {"static_batch_size": null, "max_dynamic_batch_size": null},
              "post_processing": {"type": "nms", "fused": false}
            }
            """);
        File.WriteAllLines(Path.Combine(package, "class_names.txt"), Enumerable.Range(0, classes).Select(i => $"class {i}"));
        if (keypoints > 0)
        {
            string names = string.Join(", ", Enumerable.Range(0, keypoints).Select(i => $"\"{i}\": \"point {i}\""));
            File.WriteAllText(Path.Combine(package, "keypoints_metadata.json"), $$"""[{"object_class_id": 0, "keypoints": { {{names}} }, "edges": []}]""");
        }

        return Model.Load(package, new ModelOptions { Session = new() { IntraOpThreads = 1 } });
    }

    public static string FileOf(string network) => RepositoryFiles.Path("tests", "data", "bench", network + ".onnx");
}
