using System.Collections.Immutable;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// Memory and bindings for runs of one session with one input shape: an input to write into, outputs to read from. One run at a time;
/// reused from run to run, so that a run allocates nothing.
/// </summary>
internal sealed unsafe class OrtRun : IDisposable
{
    private readonly OrtSession session;
    private readonly TensorSpec inputSpec;
    private readonly byte[] pinnedInput;
    private readonly float[]? staging;
    private readonly OutputBuffer[] outputs;
    private readonly Tensor[] tensors;
    private readonly bool hasDynamicOutputs;
    private readonly OrtRunOptionsHandle options;
    private readonly OrtBindingHandle binding;
    private readonly OrtValueHandle input;

    /// <summary>Prepares runs.</summary>
    /// <param name="session">The loaded model; outlives this.</param>
    /// <param name="shape">The input's shape; its first dimension is the number of images.</param>
    public OrtRun(OrtSession session, ImmutableArray<int> shape)
    {
        this.session = session;
        Shape = shape;
        inputSpec = session.Inputs[0];
        bool hasStaticBatch = inputSpec.Dimensions.Length > 0 && inputSpec.Dimensions[0] > 0;
        string what = $"Model '{session.ModelName}': a run cannot be prepared";

        int elements = 1;
        foreach (int dimension in shape)
        {
            elements = checked(elements * dimension);
        }

        pinnedInput = GC.AllocateArray<byte>(checked(elements * inputSpec.Type.Size()), pinned: true);
        staging = inputSpec.Type == ElementType.Float32 ? null : new float[elements];
        outputs = new OutputBuffer[session.Outputs.Length];
        tensors = new Tensor[outputs.Length];
        try
        {
            for (int i = 0; i < outputs.Length; i++)
            {
                outputs[i] = new(session.ModelName, session.Outputs[i], shape[0], hasStaticBatch);
                hasDynamicOutputs |= outputs[i].IsDynamic;
            }

            Ort.Check(Ort.CreateRunOptions(out nint native), what);
            options = new(native);
            Ort.Check(Ort.CreateIoBinding(session.Handle, out native), what);
            binding = new(native);

            Span<long> dimensions = stackalloc long[shape.Length];
            for (int i = 0; i < shape.Length; i++)
            {
                dimensions[i] = shape[i];
            }

            fixed (long* s = dimensions)
            {
                void* data = Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinnedInput));
                Ort.Check(Ort.CreateTensor(OrtEnvironment.CpuMemory, data, (nuint)pinnedInput.Length, s, shape.Length, (int)inputSpec.Type, out native), what);
                input = new(native);
            }

            fixed (byte* name = inputSpec.Utf8Name)
            {
                Ort.Check(Ort.BindInput(binding.Value, name, input.Value), what);
            }

            foreach (OutputBuffer output in outputs)
            {
                fixed (byte* name = output.Spec.Utf8Name)
                {
                    Ort.Check(
                        output.IsDynamic ? Ort.BindOutputToDevice(binding.Value, name, OrtEnvironment.CpuMemory) : Ort.BindOutput(binding.Value, name, output.Value),
                        what);
                }
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The input's shape.</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>The input, row-major, to be filled before a run. It keeps its content from run to run.</summary>
    public Span<float> Input => staging ?? MemoryMarshal.Cast<byte, float>(pinnedInput.AsSpan());

    /// <summary>Runs the model on <see cref="Input"/>.</summary>
    /// <param name="cancellation">Stops the run at the next operator.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    /// <exception cref="OnnxRuntimeException">The run failed.</exception>
    public void Run(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        switch (inputSpec.Type)
        {
            case ElementType.Float16:
                TensorPrimitives.ConvertToHalf(staging, MemoryMarshal.Cast<byte, Half>(pinnedInput.AsSpan()));
                break;
            case ElementType.UInt8:
                TensorPrimitives.ConvertSaturating(staging, pinnedInput.AsSpan());
                break;
        }

        nint status;
        if (cancellation.CanBeCanceled)
        {
            using (cancellation.UnsafeRegister(static run => ((OrtRun)run!).Terminate(), this))
            {
                status = Ort.RunWithBinding(session.Handle, options.Value, binding.Value);
            }

            // The registration is gone and a callback under way has finished: nobody sets the flag after this.
            Ort.Check(Ort.SetTerminate(options.Value, terminate: false), $"Model '{session.ModelName}'");
        }
        else
        {
            status = Ort.RunWithBinding(session.Handle, options.Value, binding.Value);
        }

        if (status != 0)
        {
            (int code, string message) = Ort.TakeError(status);
            cancellation.ThrowIfCancellationRequested();
            throw new OnnxRuntimeException($"Model '{session.ModelName}': the run failed: {message}", code);
        }

        if (hasDynamicOutputs)
        {
            TakeDynamicOutputs();
        }

        foreach (OutputBuffer output in outputs)
        {
            output.Complete();
        }
    }

    /// <summary>All outputs for one image of the batch, in the graph's order; valid until the next call or run.</summary>
    public ReadOnlySpan<Tensor> OutputsOf(int image)
    {
        for (int i = 0; i < tensors.Length; i++)
        {
            tensors[i] = outputs[i].ForImage(image);
        }

        return tensors;
    }

    public void Dispose()
    {
        binding?.Dispose();
        input?.Dispose();
        options?.Dispose();
        foreach (OutputBuffer? output in outputs)
        {
            output?.Dispose();
        }
    }

    private void Terminate()
    {
        nint status = Ort.SetTerminate(options.Value, terminate: true);
        if (status != 0)
        {
            Ort.TakeError(status); // the run goes on; there is nobody to tell
        }
    }

    private void TakeDynamicOutputs()
    {
        Ort.Check(
            Ort.BoundOutputs(binding.Value, OrtEnvironment.Allocator, out nint* values, out nuint count),
            $"Model '{session.ModelName}': the outputs cannot be read");
        int taken = 0;
        try
        {
            for (; taken < (int)count; taken++)
            {
                if (outputs[taken].IsDynamic)
                {
                    var handle = new OrtValueHandle(values[taken]);
                    values[taken] = 0;
                    outputs[taken].Take(handle);
                }
            }
        }
        finally
        {
            for (int i = 0; i < (int)count; i++)
            {
                if (values[i] != 0)
                {
                    Ort.ReleaseValue(values[i]);
                }
            }

            _ = Ort.AllocatorFree(OrtEnvironment.Allocator, (nint)values);
        }
    }
}
