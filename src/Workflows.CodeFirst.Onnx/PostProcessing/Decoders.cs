namespace Workflows.CodeFirst.Onnx;

/// <summary>Chooses the decoder of a model. Every architecture that is supported appears here once.</summary>
internal static class Decoders
{
    private const int MaskCoefficients = 32;

    /// <summary>The decoder of an object detection model.</summary>
    /// <param name="spec">What the package says.</param>
    /// <exception cref="NotSupportedException">There is no such decoder for the model's family.</exception>
    public static Decoder<Detections> ForDetection(DecoderSpec spec)
    {
        var classes = new ClassTable(spec);
        return new DetectionDecoder(new(spec, HeadOf(spec, classes, extras: 0), classes, FamilyDefaults.Of(spec, DecoderTask.Detection)));
    }

    /// <summary>The decoder of a keypoint detection model.</summary>
    /// <inheritdoc cref="ForDetection"/>
    public static Decoder<KeypointDetections> ForKeypoints(DecoderSpec spec)
    {
        var classes = new ClassTable(spec);
        var defaults = FamilyDefaults.Of(spec, DecoderTask.Keypoints);
        if (spec.Family == ModelFamily.RfDetr)
        {
            if (spec.Format == PackageFormat.Legacy)
            {
                throw NotSupported(spec);
            }

            return new KeypointDecoder(
                spec, new(spec, new DetrKeypointHead(spec.ModelName, classes), classes, defaults), new DetrKeypointStage(), defaults);
        }

        int slots = 0;
        foreach (var skeleton in spec.Skeletons)
        {
            slots = Math.Max(slots, skeleton.KeypointNames.Length);
        }

        return new KeypointDecoder(
            spec, new(spec, HeadOf(spec, classes, slots * 3), classes, defaults), new YoloKeypointStage(spec.Format), defaults);
    }

    /// <summary>The decoder of an instance segmentation model.</summary>
    /// <inheritdoc cref="ForDetection"/>
    public static Decoder<InstanceDetections> ForInstances(DecoderSpec spec)
    {
        var classes = new ClassTable(spec);
        var defaults = FamilyDefaults.Of(spec, DecoderTask.Instances);
        if (spec.Family == ModelFamily.Yolact)
        {
            // The legacy decoding of YOLACT is wrong for inputs that are not square; today's is used for both formats.
            spec = spec with { Format = PackageFormat.Current, Recommended = spec.Format == PackageFormat.Current ? spec.Recommended : null };
        }

        var head = spec is { Format: PackageFormat.Current, ReproduceDefects: true, Family: ModelFamily.YoloV5 or ModelFamily.YoloV7, IsFused: false }
            ? new DefectiveYoloV5Head(spec.ModelName, classes.Names.Length, MaskCoefficients, spec.Family == ModelFamily.YoloV7)
            : HeadOf(spec, classes, MaskCoefficients);
        return new InstanceDecoder(new(spec, head, classes, defaults), MasksOf(spec));
    }

    /// <summary>The decoder of a classifier whose classes exclude one another.</summary>
    /// <inheritdoc cref="ForDetection"/>
    public static Decoder<SingleLabelClassification> ForSingleLabel(DecoderSpec spec) => new SingleLabelDecoder(spec);

    /// <summary>The decoder of a classifier whose classes are independent.</summary>
    /// <inheritdoc cref="ForDetection"/>
    public static Decoder<MultiLabelClassification> ForMultiLabel(DecoderSpec spec) => new MultiLabelDecoder(spec);

    /// <summary>The decoder of a semantic segmentation model.</summary>
    /// <param name="spec">What the package says.</param>
    /// <exception cref="ArgumentException">Today's package lists no class called "background".</exception>
    public static Decoder<SemanticSegmentation> ForSemantic(DecoderSpec spec) => new SemanticDecoder(spec);

    private static Head HeadOf(DecoderSpec spec, ClassTable classes, int extras)
    {
        string name = spec.ModelName;
        int count = classes.Names.Length;
        return spec.Family switch
        {
            ModelFamily.RfDetr => new DetrHead(name, classes, spec.Format),
            _ when spec.IsFused => new FinalHead(name, extras),
            ModelFamily.YoloV8 => new YoloV8Head(name, count, extras),
            ModelFamily.YoloV5 or ModelFamily.YoloV7 => new YoloV5Head(name, count, extras, ordersByObjectness: spec.Format == PackageFormat.Legacy),
            ModelFamily.YoloV10 or ModelFamily.Yolo26 => new FinalHead(name, extras),
            ModelFamily.YoloNas when extras == 0 => new YoloNasHead(name, count),
            ModelFamily.YoloLite when extras == 0 => new YoloLiteHead(name, count),
            ModelFamily.Yolact when extras > 0 => new YolactHead(name, count),
            _ => throw NotSupported(spec),
        };
    }

    private static MaskStage MasksOf(DecoderSpec spec)
    {
        bool isLegacy = spec.Format == PackageFormat.Legacy;
        int output = spec.Family == ModelFamily.YoloV7 ? 4 : 1;
        return spec.Family switch
        {
            ModelFamily.RfDetr => isLegacy ? new LegacyDetrMasks(spec.ModelName) : new CurrentDetrMasks(spec.ModelName),
            ModelFamily.Yolact => new CurrentPrototypeMasks(spec.ModelName, output: 4, isChannelLast: true, smooths: true),
            _ when isLegacy => new LegacyPrototypeMasks(spec.ModelName, output),
            _ => new CurrentPrototypeMasks(spec.ModelName, output, isChannelLast: false, smooths: spec.Family == ModelFamily.YoloV8),
        };
    }

    private static NotSupportedException NotSupported(DecoderSpec spec) =>
        new($"Model '{spec.ModelName}': there is no decoder for {spec.Family} models of this task in the {spec.Format} format.");
}
