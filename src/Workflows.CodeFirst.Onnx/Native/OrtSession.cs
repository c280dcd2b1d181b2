using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace Workflows.CodeFirst.Onnx;

/// <summary>A model loaded by ONNX Runtime. Safe for use by many threads, each with an <see cref="OrtRun"/> of its own.</summary>
internal sealed unsafe class OrtSession : IDisposable
{
    private readonly OrtSessionHandle handle;

    private OrtSession(string modelName, OrtSessionHandle handle, ExecutionProvider provider, ImmutableArray<string> notes)
    {
        ModelName = modelName;
        this.handle = handle;
        Provider = provider;
        Notes = notes;
        Inputs = ReadSpecs(isInput: true);
        Outputs = ReadSpecs(isInput: false);
    }

    public string ModelName { get; }

    /// <summary>The provider that was asked for first and could be had.</summary>
    public ExecutionProvider Provider { get; }

    /// <summary>Why preferred providers were passed over.</summary>
    public ImmutableArray<string> Notes { get; }

    public ImmutableArray<TensorSpec> Inputs { get; }

    /// <summary>In the graph's order, which architectures rely on.</summary>
    public ImmutableArray<TensorSpec> Outputs { get; }

    public nint Handle => handle.Value;

    /// <summary>Loads a model.</summary>
    /// <param name="modelName">The model's name, for errors.</param>
    /// <param name="path">The ONNX file.</param>
    /// <param name="options">How to load it.</param>
    /// <exception cref="OnnxRuntimeException">The file is no valid model, or no provider can run it.</exception>
    public static OrtSession Load(string modelName, string path, SessionOptions options)
    {
        nint env = OrtEnvironment.Env;
        var notes = ImmutableArray.CreateBuilder<string>();
        foreach (ExecutionProvider provider in options.ExecutionProviders)
        {
            using OrtSessionOptionsHandle native = CreateOptions(modelName, options);
            nint status = provider.IsCpu ? 0 : Append(native.Value, provider);
            nint session = 0;
            if (status == 0)
            {
                status = Create(env, path, native.Value, out session);
            }

            if (status == 0)
            {
                var handle = new OrtSessionHandle(session);
                try
                {
                    return new(modelName, handle, provider, notes.ToImmutable());
                }
                catch
                {
                    handle.Dispose();
                    throw;
                }
            }

            (int code, string message) = Ort.TakeError(status);
            if (provider.IsCpu)
            {
                throw new OnnxRuntimeException($"Model '{modelName}': '{path}' could not be loaded: {message}", code);
            }

            notes.Add($"{provider.ShortName} is not used: {message}");
        }

        throw new OnnxRuntimeException(
            $"Model '{modelName}': no execution provider can run '{path}'. "
            + "Add ExecutionProvider.Cpu to the end of the list to fall back on the processor. "
            + string.Join(" ", notes));
    }

    public void Dispose() => handle.Dispose();

    private static OrtSessionOptionsHandle CreateOptions(string modelName, SessionOptions options)
    {
        string what = $"Model '{modelName}': the session options cannot be set";
        Ort.Check(Ort.CreateSessionOptions(out nint native), what);
        var handle = new OrtSessionOptionsHandle(native);
        try
        {
            const int errorsOnly = 3;
            Ort.Check(Ort.SetSessionLogSeverity(native, errorsOnly), what);
            Ort.Check(Ort.SetGraphOptimizationLevel(native, (int)options.GraphOptimization), what);
            Ort.Check(Ort.SetMemoryPattern(native, options.UseMemoryPattern), what);
            Ort.Check(Ort.SetMemoryArena(native, options.UseMemoryArena), what);
            if (options.IntraOpThreads is { } intra)
            {
                Ort.Check(Ort.SetIntraOpThreads(native, intra), what);
            }

            if (options.InterOpThreads is { } inter)
            {
                Ort.Check(Ort.SetInterOpThreads(native, inter), what);
            }

            string spinning = options.AllowSpinning ? "1" : "0";
            SetEntry(native, "session.intra_op.allow_spinning", spinning, what);
            SetEntry(native, "session.inter_op.allow_spinning", spinning, what);
            foreach ((string key, string value) in options.Configuration)
            {
                SetEntry(native, key, value, what);
            }

            return handle;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private static void SetEntry(nint options, string key, string value, string what)
    {
        fixed (byte* k = Ort.Utf8(key), v = Ort.Utf8(value))
        {
            Ort.Check(Ort.AddSessionConfigEntry(options, k, v), what);
        }
    }

    private static nint Append(nint options, ExecutionProvider provider)
    {
        int count = provider.Options.Count;
        byte** keys = stackalloc byte*[count + 1], values = stackalloc byte*[count + 1];
        try
        {
            int i = 0;
            foreach ((string key, string value) in provider.Options)
            {
                keys[i] = (byte*)Marshal.StringToCoTaskMemUTF8(key);
                values[i++] = (byte*)Marshal.StringToCoTaskMemUTF8(value);
            }

            if (provider.ShortName is "CUDA" or "Tensorrt")
            {
                return Ort.AppendWithOwnOptions(options, provider.ShortName == "CUDA", keys, values, (nuint)count);
            }

            fixed (byte* name = Ort.Utf8(provider.ShortName))
            {
                return Ort.AppendExecutionProvider(options, name, keys, values, (nuint)count);
            }
        }
        finally
        {
            for (int i = 0; i < count; i++)
            {
                Marshal.FreeCoTaskMem((nint)keys[i]);
                Marshal.FreeCoTaskMem((nint)values[i]);
            }
        }
    }

    private static nint Create(nint env, string path, nint options, out nint session)
    {
        byte[] native = OperatingSystem.IsWindows() ? Encoding.Unicode.GetBytes(path + '\0') : Ort.Utf8(path);
        fixed (byte* p = native)
        {
            return Ort.CreateSession(env, p, options, out session);
        }
    }

    private ImmutableArray<TensorSpec> ReadSpecs(bool isInput)
    {
        string what = $"Model '{ModelName}': the graph's {(isInput ? "inputs" : "outputs")} cannot be read";
        nuint count;
        Ort.Check(isInput ? Ort.InputCount(Handle, out count) : Ort.OutputCount(Handle, out count), what);
        var specs = ImmutableArray.CreateBuilder<TensorSpec>((int)count);
        for (int i = 0; i < (int)count; i++)
        {
            Ort.Check(Ort.Name(Handle, isInput, i, OrtEnvironment.Allocator, out nint text), what);
            string name = Marshal.PtrToStringUTF8(text) ?? "";
            Ort.Check(Ort.AllocatorFree(OrtEnvironment.Allocator, text), what);

            Ort.Check(Ort.TypeInfo(Handle, isInput, i, out nint type), what);
            try
            {
                Ort.Check(Ort.CastToTensorInfo(type, out nint info), what);
                if (info == 0)
                {
                    throw new OnnxRuntimeException($"Model '{ModelName}': the {(isInput ? "input" : "output")} '{name}' is no tensor. "
                        + "Vision models only have tensors.");
                }

                Ort.Check(Ort.ElementType(info, out int element), what);
                specs.Add(new(name, (ElementType)element, [.. ReadShape(info, what)]));
            }
            finally
            {
                Ort.ReleaseTypeInfo(type);
            }
        }

        return specs.MoveToImmutable();
    }

    /// <summary>The dimensions of a tensor.</summary>
    internal static long[] ReadShape(nint tensorInfo, string what)
    {
        Ort.Check(Ort.DimensionCount(tensorInfo, out nuint rank), what);
        var dimensions = new long[rank];
        Ort.Check(Ort.Dimensions(tensorInfo, dimensions), what);
        return dimensions;
    }
}
