using System.Runtime.InteropServices;
using System.Text;

namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// The functions of ONNX Runtime's C interface that are used, by their position in <c>struct OrtApi</c>. They return a status, which
/// <see cref="Check"/> turns into an exception.
/// </summary>
internal static unsafe class Ort
{
    private static nint* api;

    public static void Bind(nint* table) => api = table;

    public static nint CreateEnv(int logLevel, byte* logId, out nint env)
    {
        fixed (nint* e = &env)
        {
            return ((delegate* unmanaged<int, byte*, nint*, nint>)api[3])(logLevel, logId, e);
        }
    }

    /// <summary>The path is UTF-16 on Windows and UTF-8 elsewhere.</summary>
    public static nint CreateSession(nint env, void* path, nint options, out nint session)
    {
        fixed (nint* s = &session)
        {
            return ((delegate* unmanaged<nint, void*, nint, nint*, nint>)api[7])(env, path, options, s);
        }
    }

    public static nint CreateSessionFromArray(nint env, void* model, nuint length, nint options, out nint session)
    {
        fixed (nint* s = &session)
        {
            return ((delegate* unmanaged<nint, void*, nuint, nint, nint*, nint>)api[8])(env, model, length, options, s);
        }
    }

    public static nint CreateSessionOptions(out nint options)
    {
        fixed (nint* o = &options)
        {
            return ((delegate* unmanaged<nint*, nint>)api[10])(o);
        }
    }

    public static nint SetMemoryPattern(nint options, bool enabled) => ((delegate* unmanaged<nint, nint>)api[enabled ? 16 : 17])(options);

    public static nint SetMemoryArena(nint options, bool enabled) => ((delegate* unmanaged<nint, nint>)api[enabled ? 18 : 19])(options);

    public static nint SetSessionLogSeverity(nint options, int level) => ((delegate* unmanaged<nint, int, nint>)api[22])(options, level);

    public static nint SetGraphOptimizationLevel(nint options, int level) => ((delegate* unmanaged<nint, int, nint>)api[23])(options, level);

    public static nint SetIntraOpThreads(nint options, int count) => ((delegate* unmanaged<nint, int, nint>)api[24])(options, count);

    public static nint SetInterOpThreads(nint options, int count) => ((delegate* unmanaged<nint, int, nint>)api[25])(options, count);

    public static nint AddSessionConfigEntry(nint options, byte* key, byte* value) =>
        ((delegate* unmanaged<nint, byte*, byte*, nint>)api[130])(options, key, value);

    public static nint AppendExecutionProvider(nint options, byte* name, byte** keys, byte** values, nuint count) =>
        ((delegate* unmanaged<nint, byte*, byte**, byte**, nuint, nint>)api[216])(options, name, keys, values, count);

    public static nint InputCount(nint session, out nuint count)
    {
        fixed (nuint* c = &count)
        {
            return ((delegate* unmanaged<nint, nuint*, nint>)api[30])(session, c);
        }
    }

    public static nint OutputCount(nint session, out nuint count)
    {
        fixed (nuint* c = &count)
        {
            return ((delegate* unmanaged<nint, nuint*, nint>)api[31])(session, c);
        }
    }

    public static nint TypeInfo(nint session, bool isInput, int index, out nint info)
    {
        fixed (nint* i = &info)
        {
            return ((delegate* unmanaged<nint, nuint, nint*, nint>)api[isInput ? 33 : 34])(session, (nuint)index, i);
        }
    }

    public static nint Name(nint session, bool isInput, int index, nint allocator, out nint name)
    {
        fixed (nint* n = &name)
        {
            return ((delegate* unmanaged<nint, nuint, nint, nint*, nint>)api[isInput ? 36 : 37])(session, (nuint)index, allocator, n);
        }
    }

    public static nint CreateRunOptions(out nint options)
    {
        fixed (nint* o = &options)
        {
            return ((delegate* unmanaged<nint*, nint>)api[39])(o);
        }
    }

    public static nint SetTerminate(nint runOptions, bool terminate) => ((delegate* unmanaged<nint, nint>)api[terminate ? 46 : 47])(runOptions);

    public static nint CreateTensor(nint memory, void* data, nuint bytes, long* shape, int rank, int elementType, out nint value)
    {
        fixed (nint* v = &value)
        {
            return ((delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)api[49])(memory, data, bytes, shape, (nuint)rank, elementType, v);
        }
    }

    public static nint TensorData(nint value, out void* data)
    {
        fixed (void** d = &data)
        {
            return ((delegate* unmanaged<nint, void**, nint>)api[51])(value, d);
        }
    }

    /// <summary>The result belongs to <paramref name="typeInfo"/>; it is 0 when the value is no tensor.</summary>
    public static nint CastToTensorInfo(nint typeInfo, out nint tensorInfo)
    {
        fixed (nint* i = &tensorInfo)
        {
            return ((delegate* unmanaged<nint, nint*, nint>)api[55])(typeInfo, i);
        }
    }

    public static nint ElementType(nint tensorInfo, out int type)
    {
        fixed (int* t = &type)
        {
            return ((delegate* unmanaged<nint, int*, nint>)api[60])(tensorInfo, t);
        }
    }

    public static nint DimensionCount(nint tensorInfo, out nuint count)
    {
        fixed (nuint* c = &count)
        {
            return ((delegate* unmanaged<nint, nuint*, nint>)api[61])(tensorInfo, c);
        }
    }

    public static nint Dimensions(nint tensorInfo, Span<long> dimensions)
    {
        fixed (long* d = dimensions)
        {
            return ((delegate* unmanaged<nint, long*, nuint, nint>)api[62])(tensorInfo, d, (nuint)dimensions.Length);
        }
    }

    /// <summary>The result is the caller's to release.</summary>
    public static nint TensorInfo(nint value, out nint tensorInfo)
    {
        fixed (nint* i = &tensorInfo)
        {
            return ((delegate* unmanaged<nint, nint*, nint>)api[65])(value, i);
        }
    }

    public static nint CreateCpuMemoryInfo(out nint memory)
    {
        const int arenaAllocator = 1, defaultMemory = 0;
        fixed (nint* m = &memory)
        {
            return ((delegate* unmanaged<int, int, nint*, nint>)api[69])(arenaAllocator, defaultMemory, m);
        }
    }

    public static nint AllocatorFree(nint allocator, nint memory) => ((delegate* unmanaged<nint, nint, nint>)api[76])(allocator, memory);

    /// <summary>The result belongs to ONNX Runtime.</summary>
    public static nint DefaultAllocator(out nint allocator)
    {
        fixed (nint* a = &allocator)
        {
            return ((delegate* unmanaged<nint*, nint>)api[78])(a);
        }
    }

    public static nint RunWithBinding(nint session, nint runOptions, nint binding) =>
        ((delegate* unmanaged<nint, nint, nint, nint>)api[133])(session, runOptions, binding);

    public static nint CreateIoBinding(nint session, out nint binding)
    {
        fixed (nint* b = &binding)
        {
            return ((delegate* unmanaged<nint, nint*, nint>)api[134])(session, b);
        }
    }

    public static nint BindInput(nint binding, byte* name, nint value) => ((delegate* unmanaged<nint, byte*, nint, nint>)api[136])(binding, name, value);

    public static nint BindOutput(nint binding, byte* name, nint value) => ((delegate* unmanaged<nint, byte*, nint, nint>)api[137])(binding, name, value);

    public static nint BindOutputToDevice(nint binding, byte* name, nint memory) =>
        ((delegate* unmanaged<nint, byte*, nint, nint>)api[138])(binding, name, memory);

    /// <summary>Both the array and its values are the caller's to release.</summary>
    public static nint BoundOutputs(nint binding, nint allocator, out nint* values, out nuint count)
    {
        fixed (nint** v = &values)
        {
            fixed (nuint* c = &count)
            {
                return ((delegate* unmanaged<nint, nint, nint**, nuint*, nint>)api[140])(binding, allocator, v, c);
            }
        }
    }

    public static void ReleaseMemoryInfo(nint memory) => ((delegate* unmanaged<nint, void>)api[94])(memory);

    public static void ReleaseSession(nint session) => ((delegate* unmanaged<nint, void>)api[95])(session);

    public static void ReleaseValue(nint value) => ((delegate* unmanaged<nint, void>)api[96])(value);

    public static void ReleaseRunOptions(nint options) => ((delegate* unmanaged<nint, void>)api[97])(options);

    public static void ReleaseTypeInfo(nint info) => ((delegate* unmanaged<nint, void>)api[98])(info);

    public static void ReleaseTensorInfo(nint info) => ((delegate* unmanaged<nint, void>)api[99])(info);

    public static void ReleaseSessionOptions(nint options) => ((delegate* unmanaged<nint, void>)api[100])(options);

    public static void ReleaseIoBinding(nint binding) => ((delegate* unmanaged<nint, void>)api[135])(binding);

    /// <summary>CUDA and TensorRT have options of their own type: create, fill, append, release.</summary>
    public static nint AppendWithOwnOptions(nint options, bool isCuda, byte** keys, byte** values, nuint count)
    {
        (int append, int create, int update, int release) = isCuda ? (204, 205, 206, 208) : (170, 171, 172, 174);
        nint own;
        nint status = ((delegate* unmanaged<nint*, nint>)api[create])(&own);
        if (status != 0)
        {
            return status;
        }

        if (count > 0)
        {
            status = ((delegate* unmanaged<nint, byte**, byte**, nuint, nint>)api[update])(own, keys, values, count);
        }

        if (status == 0)
        {
            status = ((delegate* unmanaged<nint, nint, nint>)api[append])(options, own);
        }

        ((delegate* unmanaged<nint, void>)api[release])(own);
        return status;
    }

    public static string[] AvailableProviders()
    {
        byte** names;
        int count;
        Check(((delegate* unmanaged<byte***, int*, nint>)api[125])(&names, &count), "The execution providers could not be listed");
        var result = new string[count];
        for (int i = 0; i < count; i++)
        {
            result[i] = Marshal.PtrToStringUTF8((nint)names[i]) ?? "";
        }

        ((delegate* unmanaged<byte**, int, nint>)api[126])(names, count);
        return result;
    }

    /// <summary>Throws when <paramref name="status"/> is an error.</summary>
    /// <param name="status">What a function returned; released here.</param>
    /// <param name="what">What failed, naming the model; the start of the message.</param>
    /// <exception cref="OnnxRuntimeException">The status is an error.</exception>
    public static void Check(nint status, string what)
    {
        if (status != 0)
        {
            (int code, string message) = TakeError(status);
            throw new OnnxRuntimeException($"{what}: {message}", code);
        }
    }

    /// <summary>Reads an error and releases it.</summary>
    public static (int Code, string Message) TakeError(nint status)
    {
        int code = ((delegate* unmanaged<nint, int>)api[1])(status);
        string message = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint, nint>)api[2])(status)) ?? "unknown error";
        ((delegate* unmanaged<nint, void>)api[93])(status);

        // Some messages repeat the code and name the source line: what follows is the message proper.
        int marker = message.IndexOf("[ONNXRuntimeError] : ", StringComparison.Ordinal);
        int proper = marker < 0 ? -1 : message.IndexOf(" : ", marker + 24, StringComparison.Ordinal);
        return (code, (proper < 0 ? message : message[(proper + 3)..]).Trim());
    }

    /// <summary>Zero-terminated UTF-8.</summary>
    public static byte[] Utf8(string text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }
}
