using System.Collections.Immutable;
using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Onnx;

/// <summary>Everything one run needs and the next can use again.</summary>
internal sealed class RunContext : IDisposable
{
    private readonly int imageLength;
    private readonly Slot[] slots;

    public RunContext(OrtSession session, int batch, ImageSize tensorSize)
    {
        Batch = batch;
        imageLength = checked(3 * tensorSize.Width * tensorSize.Height);
        Run = new(session, [batch, 3, tensorSize.Height, tensorSize.Width]);
        slots = new Slot[batch];
    }

    /// <summary>How many images a run takes.</summary>
    public int Batch { get; }

    public OrtRun Run { get; }

    public ScratchMemory InputScratch { get; } = new();

    public DecodeScratch DecodeScratch { get; } = new();

    /// <summary>How image <paramref name="index"/> of the batch was made.</summary>
    public ref readonly InputGeometry Geometry(int index) => ref slots[index].Geometry;

    /// <summary>Writes an image into its place of the input.</summary>
    public void SetImage(int index, ImageView image, InputPlan plan, InputWriter writer)
    {
        ref Slot slot = ref slots[index];
        bool fillPadding = slot.Plan != plan;
        slot.Plan = null; // in case that writing fails half way
        slot.IsUsed = true;
        writer.Write(image, plan, Run.Input.Slice(index * imageLength, imageLength), fillPadding, InputScratch, Simd.Widest);
        slot.Plan = plan;
        slot.Geometry = plan.Geometry;
    }

    /// <summary>Zeroes the places from <paramref name="count"/> on, which a fixed batch size leaves over.</summary>
    public void ClearFrom(int count)
    {
        for (int i = count; i < slots.Length; i++)
        {
            if (slots[i].IsUsed)
            {
                Run.Input.Slice(i * imageLength, imageLength).Clear();
                slots[i] = default;
            }
        }
    }

    public void Dispose() => Run.Dispose();

    /// <summary>What a place of the input contains.</summary>
    private struct Slot
    {
        /// <summary>The plan whose padding is there.</summary>
        public InputPlan? Plan;

        public InputGeometry Geometry;

        /// <summary>Whether there is anything but zeros.</summary>
        public bool IsUsed;
    }
}
