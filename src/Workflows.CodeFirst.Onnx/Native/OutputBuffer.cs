using System.Collections.Immutable;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// One output of one <see cref="OrtRun"/>. Where the shape is known in advance, the output lands in pinned managed memory of ours;
/// otherwise ONNX Runtime allocates it and it is looked at in place. Other element types than float32 are converted.
/// </summary>
internal sealed unsafe class OutputBuffer : IDisposable
{
    private readonly string modelName;
    private readonly TensorSpec spec;
    private readonly int batch;
    private readonly float[]? pinnedFloats;
    private readonly byte[]? pinnedBytes;
    private readonly NativeFloats native = new();
    private OrtValueHandle? value;
    private float[] converted = [];
    private ReadOnlyMemory<float> floats;
    private long[] shape = [];
    private ImmutableArray<int> imageShape;

    /// <summary>Prepares the memory.</summary>
    /// <param name="modelName">The model's name, for errors.</param>
    /// <param name="spec">The output as the graph declares it.</param>
    /// <param name="batch">How many images a run takes.</param>
    /// <param name="hasStaticBatch">Whether the graph fixes that number.</param>
    public OutputBuffer(string modelName, TensorSpec spec, int batch, bool hasStaticBatch)
    {
        this.modelName = modelName;
        this.spec = spec;
        this.batch = batch;
        if (spec.Type.Size() == 0)
        {
            throw new OnnxRuntimeException(
                $"Model '{modelName}': the output '{spec.Name}' has elements of ONNX type {(int)spec.Type}; only floating-point, "
                + "integer and bool outputs are supported.");
        }

        ImmutableArray<long> dimensions = spec.Dimensions;
        IsBatched = dimensions.Length > 0 && (hasStaticBatch ? dimensions[0] == batch || dimensions[0] < 0 : dimensions[0] < 0);
        if (IsBatched)
        {
            dimensions = dimensions.SetItem(0, batch);
        }

        if (dimensions.All(d => d >= 0))
        {
            SetShape([.. dimensions]);
            void* data;
            if (spec.Type == ElementType.Float32)
            {
                pinnedFloats = GC.AllocateArray<float>(ElementCount, pinned: true);
                data = Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinnedFloats));
                floats = pinnedFloats;
            }
            else
            {
                pinnedBytes = GC.AllocateArray<byte>(checked(ElementCount * spec.Type.Size()), pinned: true);
                data = Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinnedBytes));
                floats = converted = new float[ElementCount];
            }

            fixed (long* s = shape)
            {
                nuint bytes = (nuint)ElementCount * (nuint)spec.Type.Size();
                Ort.Check(
                    Ort.CreateTensor(OrtEnvironment.CpuMemory, data, bytes, s, shape.Length, (int)spec.Type, out nint tensor),
                    $"Model '{modelName}': no tensor can be made for output {spec}");
                value = new(tensor);
            }
        }
    }

    /// <summary>Whether the first dimension counts images.</summary>
    public bool IsBatched { get; }

    /// <summary>Whether ONNX Runtime allocates the output in every run.</summary>
    public bool IsDynamic => pinnedFloats is null && pinnedBytes is null;

    public TensorSpec Spec => spec;

    /// <summary>The tensor to bind, when not dynamic.</summary>
    public nint Value => value!.Value;

    private int ElementCount => checked((int)TensorPrimitives.Product<long>(shape));

    /// <summary>Takes over what ONNX Runtime allocated in a run.</summary>
    public void Take(OrtValueHandle allocated)
    {
        value?.Dispose();
        value = allocated;
        string what = $"Model '{modelName}': output '{spec.Name}' cannot be read";
        Ort.Check(Ort.TensorInfo(allocated.Value, out nint info), what);
        try
        {
            Ort.Check(Ort.DimensionCount(info, out nuint rank), what);
            Span<long> dimensions = stackalloc long[(int)rank];
            Ort.Check(Ort.Dimensions(info, dimensions), what);
            if (!dimensions.SequenceEqual(shape))
            {
                SetShape(dimensions.ToArray());
            }
        }
        finally
        {
            Ort.ReleaseTensorInfo(info);
        }

        Ort.Check(Ort.TensorData(allocated.Value, out void* data), what);
        if (spec.Type == ElementType.Float32)
        {
            native.PointAt(data, ElementCount);
            floats = native.Memory;
            return;
        }

        if (converted.Length != ElementCount)
        {
            converted = new float[ElementCount];
        }

        floats = converted;
        Convert(new(data, ElementCount * spec.Type.Size()));
    }

    /// <summary>Makes the output of a run readable.</summary>
    public void Complete()
    {
        if (pinnedBytes is not null)
        {
            Convert(pinnedBytes);
        }
    }

    /// <summary>The output for one image of the batch.</summary>
    public Tensor ForImage(int image)
    {
        if (!IsBatched)
        {
            return new(floats, imageShape);
        }

        int length = floats.Length / batch;
        return new(floats.Slice(image * length, length), imageShape);
    }

    public void Dispose() => value?.Dispose();

    private void SetShape(long[] dimensions)
    {
        shape = dimensions;
        imageShape = [.. (IsBatched ? dimensions[1..] : dimensions).Select(d => checked((int)d))];
        if (IsBatched && dimensions[0] != batch)
        {
            throw new ModelOutputException(
                $"Output '{spec.Name}' of model '{modelName}' has the shape [{string.Join(", ", dimensions)}] for {batch} image(s); "
                + $"expected {batch} as its first dimension.");
        }
    }

    private void Convert(ReadOnlySpan<byte> raw)
    {
        switch (spec.Type)
        {
            case ElementType.Float16:
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(raw), converted);
                break;
            case ElementType.Float64:
                TensorPrimitives.ConvertSaturating(MemoryMarshal.Cast<byte, double>(raw), converted.AsSpan());
                break;
            case ElementType.Int64:
                TensorPrimitives.ConvertSaturating(MemoryMarshal.Cast<byte, long>(raw), converted.AsSpan());
                break;
            case ElementType.Int32:
                TensorPrimitives.ConvertSaturating(MemoryMarshal.Cast<byte, int>(raw), converted.AsSpan());
                break;
            default:
                TensorPrimitives.ConvertSaturating(raw, converted.AsSpan());
                break;
        }
    }
}
