using System.Collections.Immutable;

namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// What runs a model's operators: the processor or an accelerator. An accelerator needs a build of ONNX Runtime that contains it; see
/// <see cref="OnnxRuntime.AvailableProviders"/>.
/// </summary>
/// <param name="Name">ONNX Runtime's name of the provider, with or without the ending <c>ExecutionProvider</c>.</param>
public sealed record ExecutionProvider(string Name)
{
    /// <summary>The processor; part of every build.</summary>
    public static ExecutionProvider Cpu { get; } = new("CPU");

    /// <summary>NVIDIA GPUs.</summary>
    public static ExecutionProvider Cuda { get; } = new("CUDA");

    /// <summary>NVIDIA GPUs through TensorRT.</summary>
    public static ExecutionProvider TensorRt { get; } = new("Tensorrt");

    /// <summary>GPUs on Windows through DirectML.</summary>
    public static ExecutionProvider DirectMl { get; } = new("DML");

    /// <summary>Apple's accelerators.</summary>
    public static ExecutionProvider CoreMl { get; } = new("CoreML");

    /// <summary>Intel's processors and accelerators.</summary>
    public static ExecutionProvider OpenVino { get; } = new("OpenVINO");

    /// <summary>The provider's own options, such as <c>device_id</c>, as ONNX Runtime documents them.</summary>
    public ImmutableDictionary<string, string> Options { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The name without its ending.</summary>
    internal string ShortName => Name.EndsWith("ExecutionProvider", StringComparison.Ordinal) ? Name[..^"ExecutionProvider".Length] : Name;

    internal bool IsCpu => ShortName == "CPU";
}
