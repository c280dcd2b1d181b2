namespace Workflows.CodeFirst.Onnx;

/// <summary>What all sessions of the process share. It lives as long as the process: ONNX Runtime wants exactly one environment.</summary>
internal static unsafe class OrtEnvironment
{
    private const int Error = 3;
    private static readonly Lazy<(nint Env, nint CpuMemory, nint Allocator)> Shared = new(Create);

    public static nint Env => Shared.Value.Env;

    /// <summary>Describes main memory.</summary>
    public static nint CpuMemory => Shared.Value.CpuMemory;

    /// <summary>What ONNX Runtime allocates names and lists with.</summary>
    public static nint Allocator => Shared.Value.Allocator;

    private static (nint Env, nint CpuMemory, nint Allocator) Create()
    {
        OrtLibrary.EnsureLoaded();
        nint env;
        fixed (byte* id = "workflows\0"u8)
        {
            Ort.Check(Ort.CreateEnv(Error, id, out env), "ONNX Runtime could not be started");
        }

        Ort.Check(Ort.CreateCpuMemoryInfo(out nint memory), "ONNX Runtime could not be started");
        Ort.Check(Ort.DefaultAllocator(out nint allocator), "ONNX Runtime could not be started");
        return (env, memory, allocator);
    }
}
