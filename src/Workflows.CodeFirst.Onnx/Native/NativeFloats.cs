using System.Buffers;

namespace Workflows.CodeFirst.Onnx;

/// <summary>Floats in native memory seen as <see cref="Memory{T}"/>. One instance is pointed at one tensor after the other.</summary>
internal sealed unsafe class NativeFloats : MemoryManager<float>
{
    private float* data;
    private int length;

    public void PointAt(void* pointer, int count)
    {
        data = (float*)pointer;
        length = count;
    }

    public override Memory<float> Memory => CreateMemory(length);

    public override Span<float> GetSpan() => new(data, length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(data + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
