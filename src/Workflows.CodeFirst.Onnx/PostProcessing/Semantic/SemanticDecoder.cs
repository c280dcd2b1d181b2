using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// A class and a score for each pixel. Pixels that do not reach their class's threshold, and those whose logits are not finite, become
/// background with a score of 0.
/// </summary>
internal sealed class SemanticDecoder : Decoder<SemanticSegmentation>
{
    private const string Expected = "[classes, height, width]: class logits";
    private readonly DecoderSpec spec;
    private readonly ConfidencePolicy confidence;

    /// <exception cref="ArgumentException">No class, or more than 256, or none called "background" where one must be.</exception>
    public SemanticDecoder(DecoderSpec spec)
    {
        this.spec = spec;
        Background = FindBackground(spec);
        confidence = new(spec, spec.ClassNames, FamilyDefaults.Of(spec, DecoderTask.Semantic).Confidence, ThresholdTest.AtLeast);
    }

    /// <summary>The class of what belongs to no other.</summary>
    public int Background { get; }

    /// <summary>Prepares reading one image's rows, without thresholds; ids are the network's channels.</summary>
    internal SemanticRows Rows(Tensor output, in InputGeometry geometry, CutPlane plane, DecodeScratch scratch) => new(
        output.Data.Span, new(output.Shape[2], output.Shape[1]), output.Shape[0], plane, new(geometry.Crop.Width, geometry.Crop.Height), Background, scratch.Memory);

    /// <summary>Turns channels into classes and applies thresholds, in place.</summary>
    internal void Finish(Span<float> ids, Span<float> scores, int channels, in ClassThresholds thresholds)
    {
        int shiftFrom = spec.ClassNames.Length == channels + 1 ? Background : int.MaxValue;
        for (int x = 0; x < ids.Length; x++)
        {
            int id = (int)ids[x];
            id = id >= shiftFrom ? id + 1 : id;
            if (!(scores[x] > thresholds[id]))
            {
                (id, scores[x]) = (Background, 0);
            }

            ids[x] = id;
        }
    }

    internal Tensor Output(ReadOnlySpan<Tensor> outputs)
    {
        var output = OutputShape.Get(outputs, 0, 3, spec.ModelName, Expected);
        int channels = output.Shape[0], names = spec.ClassNames.Length;
        if (channels < 1 || (channels != names && (channels + 1 != names || spec.Format == PackageFormat.Legacy)))
        {
            OutputShape.Fail(output, 0, spec.ModelName, $"{Expected}, for the {names} class names of the package");
        }

        return output;
    }

    internal ClassThresholds Thresholds(PredictionOptions options) => confidence.Resolve(options.Confidence);

    protected override SemanticSegmentation DecodeImage(
        ReadOnlySpan<Tensor> outputs, in InputGeometry geometry, PredictionOptions options, DecodeScratch scratch)
    {
        var output = Output(outputs);
        var size = geometry.Original;
        var classMap = new byte[size.PixelCount];
        var scoreMap = new byte[size.PixelCount];
        if (spec.Format == PackageFormat.Legacy)
        {
            DecodeLegacy(output, size, classMap, scoreMap, scratch);
        }
        else
        {
            Decode(output, geometry, Thresholds(options), classMap, scoreMap, scratch);
        }

        return new() { Size = size, ClassMap = classMap, ConfidenceMap = scoreMap, ClassNames = spec.ClassNames };
    }

    private static int FindBackground(DecoderSpec spec)
    {
        for (int i = 0; i < spec.ClassNames.Length; i++)
        {
            if (string.Equals(spec.ClassNames[i], "background", StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return spec.Format == PackageFormat.Legacy ? 0 : throw new ArgumentException(
            $"Model '{spec.ModelName}': semantic segmentation needs a class called 'background', but the package lists {string.Join(", ", spec.ClassNames)}.");
    }

    private void Decode(
        Tensor output, in InputGeometry geometry, ClassThresholds thresholds, Span<byte> classMap, Span<byte> scoreMap, DecodeScratch scratch)
    {
        var crop = geometry.Crop;
        var plane = CutPlane.Of(geometry, geometry.Network, new(output.Shape[2], output.Shape[1]));
        classMap.Fill((byte)Background);
        if (plane.IsEmpty)
        {
            return;
        }

        var rows = Rows(output, geometry, plane, scratch);
        Span<float> ids = scratch.Memory.Take<float>(rows.Stride), scores = scratch.Memory.Take<float>(rows.Stride);
        for (int y = 0; y < crop.Height; y++)
        {
            rows.Read(y, ids, scores);
            Finish(ids[..crop.Width], scores[..crop.Width], output.Shape[0], thresholds);
            int start = (crop.Y + y) * geometry.Original.Width + crop.X;
            for (int x = 0; x < crop.Width; x++)
            {
                classMap[start + x] = (byte)(int)ids[x];
                scoreMap[start + x] = (byte)(scores[x] * 255f);
            }
        }
    }

    /// <summary>Compares at the network's resolution; the padding stays inside, a static crop is not undone, thresholds are not looked at.</summary>
    private static void DecodeLegacy(Tensor output, ImageSize size, Span<byte> classMap, Span<byte> scoreMap, DecodeScratch scratch)
    {
        var map = new ImageSize(output.Shape[2], output.Shape[1]);
        int pixels = map.Width * map.Height;
        Span<byte> classes = scratch.Memory.Take<byte>(pixels), confidences = scratch.Memory.Take<byte>(pixels);
        var rows = new SemanticRows(output.Data.Span, map, output.Shape[0], new(0, 0, map.Width, map.Height), map, 0, scratch.Memory);
        Span<float> ids = scratch.Memory.Take<float>(rows.Stride), scores = scratch.Memory.Take<float>(rows.Stride);
        for (int y = 0; y < map.Height; y++)
        {
            rows.Read(y, ids, scores);
            for (int x = 0; x < map.Width; x++)
            {
                bool isFinite = float.IsFinite(scores[x]);
                classes[y * map.Width + x] = isFinite ? (byte)(int)ids[x] : (byte)0;
                confidences[y * map.Width + x] = isFinite ? (byte)MathF.Round(scores[x] * 255f) : (byte)0;
            }
        }

        PlaneResize.TorchNearest(classes, map, classMap, size);
        PlaneResize.TorchNearest(confidences, map, scoreMap, size);
    }
}
