using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// Turns an image into the network's input in one pass: row by row it is cropped, resized, put into the network's channel order,
/// normalised and written into the planes of the tensor, at its place on the canvas. A row's intermediate values never leave the
/// first-level cache.
/// </summary>
/// <param name="spec">What the package says.</param>
/// <param name="tensorSize">
/// The size of the tensor's planes; where it is larger than the network's nominal size, the right and the bottom are left alone.
/// </param>
internal sealed class InputWriter(InputSpec spec, ImageSize tensorSize)
{
    private readonly PlaneWriter writer = new(spec.Normalization);

    /// <summary>Writes one image.</summary>
    /// <param name="image">The image; its size is that of the plan.</param>
    /// <param name="plan">What to do with images of this size.</param>
    /// <param name="tensor">The image's part of the input: three planes of the network's size.</param>
    /// <param name="fillPadding">Whether to write what lies around the picture; not needed when the same plan wrote there before.</param>
    /// <param name="scratch">Working memory.</param>
    /// <param name="width">The registers to use.</param>
    public void Write(ImageView image, InputPlan plan, Span<float> tensor, bool fillPadding, ScratchMemory scratch, SimdWidth width)
    {
        scratch.Reset();
        CropRectangle crop = plan.Geometry.Crop;
        ImageView picture = image.Crop(crop.X, crop.Y, crop.Width, crop.Height);
        if (spec.IsGrayscale || spec.Contrast != ContrastMode.None)
        {
            picture = ColorAdjustment.Apply(picture, spec, scratch);
        }

        var target = new Target(tensor, plan.Geometry.Network, tensorSize, writer, scratch, width);
        switch (spec.Kernel)
        {
            case ResizeKernel.CvBytes:
                WriteCvBytes(picture, plan, target, fillPadding);
                break;
            case ResizeKernel.PilBytes:
                WritePilBytes(picture, plan, target);
                break;
            case ResizeKernel.CvFloats:
                WriteStretchedFloats(picture, plan, target);
                break;
            default:
                WriteNormalizedFloats(picture, plan, target, fillPadding);
                break;
        }
    }

    private void WriteCvBytes(ImageView picture, InputPlan plan, Target target, bool fillPadding)
    {
        FitGeometry fit = plan.Fit;
        if (fillPadding)
        {
            int padding = spec.Mode == ResizeMode.Letterbox ? spec.Padding : 0;
            target.FillAround(fit, writer.Table[padding], writer.Table[256 + padding], writer.Table[512 + padding]);
        }

        var sink = new PlaneSink(target, Math.Max(fit.Left, 0), Math.Max(fit.Top, 0));
        Resize(Visible(picture, fit), fit, target, ref sink);
    }

    /// <summary>The part of a picture that a centre crop leaves.</summary>
    private static ImageView Visible(ImageView picture, FitGeometry fit)
    {
        int left = Math.Max(-fit.Left, 0), top = Math.Max(-fit.Top, 0), right = Math.Max(-fit.Right, 0), bottom = Math.Max(-fit.Bottom, 0);
        return (left | top | right | bottom) == 0 ? picture : picture.Crop(left, top, picture.Width - left - right, picture.Height - top - bottom);
    }

    private void Resize<TSink>(ImageView picture, FitGeometry fit, Target target, ref TSink sink)
        where TSink : struct, IRowSink, allows ref struct
    {
        var size = spec.Mode == ResizeMode.CenterCrop ? picture.Size : new ImageSize(fit.Width, fit.Height);
        if (picture.Size == size)
        {
            var rows = new CopyPixelRows(picture, spec.Channels, target.Scratch, target.Width);
            Drain(ref rows, size, target.Scratch, ref sink);
        }
        else if (PixelResize.IsHalving(picture.Size, size))
        {
            var rows = new HalvingPixelRows(picture, spec.Channels, target.Scratch, target.Width);
            Drain(ref rows, size, target.Scratch, ref sink);
        }
        else
        {
            var rows = new CvLinearPixelRows(picture, size, spec.Channels, target.Scratch, target.Width);
            Drain(ref rows, size, target.Scratch, ref sink);
        }
    }

    private void WritePilBytes(ImageView picture, InputPlan plan, Target target)
    {
        ChannelOrder order = spec.Channels;
        if (plan.HasSecondStep)
        {
            Span<byte> canvas = target.Scratch.Take<byte>(checked(plan.Canvas.Width * plan.Canvas.Height * 4));
            canvas.Fill((byte)(spec.Mode == ResizeMode.Letterbox ? spec.Padding : 0));
            var sink = new CanvasSink(canvas, plan.Canvas.Width, Math.Max(plan.Fit.Left, 0), Math.Max(plan.Fit.Top, 0));
            Resize(Visible(picture, plan.Fit), plan.Fit, target, ref sink);
            picture = new ImageView(canvas, plan.Canvas.Width, plan.Canvas.Height, 0, PixelFormat.Rgba32);
            order = ChannelOrder.Rgb; // the canvas has the network's order already
        }

        var rows = new PilPixelRows(picture, target.Size, order, target.Scratch, target.Width);
        var planes = new PlaneSink(target, 0, 0);
        Drain(ref rows, target.Size, target.Scratch, ref planes);
    }

    private void WriteStretchedFloats(ImageView picture, InputPlan plan, Target target)
    {
        if (picture.Size == target.Size || PixelResize.IsHalving(picture.Size, target.Size))
        {
            var rows = FloatRows(picture, target.Size, target, table: null);
            WriteRows(ref rows, plan, target, isNormalized: false);
        }
        else
        {
            var rows = new CvLinearByteFloatRows(picture, target.Size, spec.Channels, target.Scratch, target.Width);
            WriteRows(ref rows, plan, target, isNormalized: false);
        }
    }

    private static void WriteRows<TRows>(ref TRows rows, InputPlan plan, Target target, bool isNormalized)
        where TRows : struct, IFloatPixelRows, allows ref struct
    {
        Span<float> quads = target.Scratch.Take<float>(PixelRows.Length(target.Size.Width));
        for (int y = 0; y < plan.Fit.Height; y++)
        {
            rows.Read(y, quads);
            target.Write(quads, plan.Fit.Width, plan.Fit.Left, plan.Fit.Top + y, isNormalized);
        }
    }

    private void WriteNormalizedFloats(ImageView picture, InputPlan plan, Target target, bool fillPadding)
    {
        if (!plan.HasSecondStep)
        {
            if (fillPadding)
            {
                target.FillAround(plan.Fit, spec.Padding, spec.Padding, spec.Padding);
            }

            var rows = FloatRows(picture, new(plan.Fit.Width, plan.Fit.Height), target, writer.Table);
            WriteRows(ref rows, plan, target, isNormalized: true);
            return;
        }

        FitGeometry fit = plan.Fit;
        int row = plan.Canvas.Width * 4;
        Span<float> canvas = target.Scratch.Take<float>(checked(row * plan.Canvas.Height + PixelRows.Slack));
        canvas.Fill(spec.Padding);
        var first = FloatRows(picture, new(fit.Width, fit.Height), target, writer.Table);
        Span<float> quads = target.Scratch.Take<float>(PixelRows.Length(Math.Max(fit.Width, target.Size.Width)));
        for (int y = 0; y < fit.Height; y++)
        {
            first.Read(y, quads);
            quads[..(fit.Width * 4)].CopyTo(canvas[((fit.Top + y) * row + fit.Left * 4)..]);
        }

        var second = new CvLinearFloatRows<FloatImageRows>(new(canvas, plan.Canvas.Width), plan.Canvas, target.Size, target.Scratch, target.Width);
        for (int y = 0; y < target.Size.Height; y++)
        {
            second.Read(y, quads);
            target.Write(quads, target.Size.Width, 0, y, isNormalized: true);
        }
    }

    private CvLinearFloatRows<WidenedPixelRows<CopyPixelRows>> FloatRows(ImageView picture, ImageSize size, Target target, float[]? table)
    {
        var source = new WidenedPixelRows<CopyPixelRows>(
            new(picture, spec.Channels, target.Scratch, target.Width), picture.Width, table, target.Scratch);
        return new(source, picture.Size, size, target.Scratch, target.Width);
    }

    private static void Drain<TRows, TSink>(ref TRows rows, ImageSize size, ScratchMemory scratch, ref TSink sink)
        where TRows : struct, IPixelRows, allows ref struct
        where TSink : struct, IRowSink, allows ref struct
    {
        Span<byte> quads = scratch.Take<byte>(PixelRows.Length(size.Width));
        for (int y = 0; y < size.Height; y++)
        {
            rows.Read(y, quads);
            sink.Write(y, quads, size.Width);
        }
    }

    /// <summary>Takes the rows of a picture, from the top.</summary>
    private interface IRowSink
    {
        void Write(int y, ReadOnlySpan<byte> quads, int count);
    }

    /// <summary>The planes of the tensor.</summary>
    private readonly ref struct PlaneSink(Target target, int left, int top) : IRowSink
    {
        private readonly Target target = target;

        public void Write(int y, ReadOnlySpan<byte> quads, int count) => target.Write(quads, count, left, top + y);
    }

    /// <summary>An image of quads, for the second of two steps.</summary>
    private readonly ref struct CanvasSink(Span<byte> canvas, int canvasWidth, int left, int top) : IRowSink
    {
        private readonly Span<byte> canvas = canvas;

        public void Write(int y, ReadOnlySpan<byte> quads, int count) =>
            quads[..(count * 4)].CopyTo(canvas[(((top + y) * canvasWidth + left) * 4)..]);
    }

    /// <summary>The tensor and what is needed to write into it.</summary>
    private readonly ref struct Target(Span<float> tensor, ImageSize size, ImageSize tensorSize, PlaneWriter writer, ScratchMemory scratch, SimdWidth width)
    {
        private readonly Span<float> tensor = tensor;

        public ImageSize Size => size;

        public ScratchMemory Scratch => scratch;

        public SimdWidth Width => width;

        private int Plane => tensorSize.Width * tensorSize.Height;

        public void Write(ReadOnlySpan<byte> quads, int count, int x, int y) => writer.Write(quads, count, tensor, Plane, y * tensorSize.Width + x, width);

        public void Write(ReadOnlySpan<float> quads, int count, int x, int y, bool isNormalized) =>
            writer.Write(quads, count, tensor, Plane, y * tensorSize.Width + x, isNormalized, width);

        /// <summary>Fills what the picture does not cover.</summary>
        public void FillAround(FitGeometry fit, float c0, float c1, float c2)
        {
            int top = Math.Max(fit.Top, 0), bottom = Math.Max(fit.Bottom, 0), left = Math.Max(fit.Left, 0), right = Math.Max(fit.Right, 0);
            for (int c = 0; c < 3; c++)
            {
                float value = c == 0 ? c0 : c == 1 ? c1 : c2;
                Span<float> plane = tensor.Slice(c * Plane, Plane);
                for (int y = 0; y < size.Height; y++)
                {
                    Span<float> row = plane.Slice(y * tensorSize.Width, size.Width);
                    if (y < top || y >= size.Height - bottom)
                    {
                        row.Fill(value);
                    }
                    else if (left + right > 0)
                    {
                        row[..left].Fill(value);
                        row[(size.Width - right)..].Fill(value);
                    }
                }
            }
        }
    }
}
