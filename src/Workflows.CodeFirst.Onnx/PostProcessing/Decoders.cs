namespace Workflows.CodeFirst.Onnx;

/// <summary>Chooses the decoder of a model. Every architecture that is supported appears here once.</summary>
internal static class Decoders
{
    /// <summary>The decoder of an object detection model.</summary>
    /// <param name="spec">What the package says.</param>
    /// <exception cref="NotSupportedException">There is no such decoder for the model's family.</exception>
    public static Decoder<Detections> ForDetection(DecoderSpec spec)
    {
        var classes = new ClassTable(spec);
        return new DetectionDecoder(new(spec, HeadOf(spec, classes, extras: 0), classes, FamilyDefaults.Of(spec)));
    }

    /// <summary>The decoder of a keypoint detection model.</summary>
    /// <inheritdoc cref="ForDetection"/>
    public static Decoder<KeypointDetections> ForKeypoints(DecoderSpec spec)
    {
        var classes = new ClassTable(spec);
        int slots = 0;
        foreach (var skeleton in spec.Skeletons)
        {
            slots = Math.Max(slots, skeleton.KeypointNames.Length);
        }

        var defaults = FamilyDefaults.Of(spec);
        return new KeypointDecoder(spec, new(spec, HeadOf(spec, classes, slots * 3), classes, defaults), defaults);
    }

    /// <summary>The decoder of an instance segmentation model.</summary>
    /// <inheritdoc cref="ForDetection"/>
    public static Decoder<InstanceDetections> ForInstances(DecoderSpec spec) => throw NotYet(spec);

    /// <summary>The decoder of a classifier whose classes exclude one another.</summary>
    /// <inheritdoc cref="ForDetection"/>
    public static Decoder<SingleLabelClassification> ForSingleLabel(DecoderSpec spec) => throw NotYet(spec);

    /// <summary>The decoder of a classifier whose classes are independent.</summary>
    /// <inheritdoc cref="ForDetection"/>
    public static Decoder<MultiLabelClassification> ForMultiLabel(DecoderSpec spec) => throw NotYet(spec);

    /// <summary>The decoder of a semantic segmentation model.</summary>
    /// <inheritdoc cref="ForDetection"/>
    public static Decoder<SemanticSegmentation> ForSemantic(DecoderSpec spec) => throw NotYet(spec);

    private static NotSupportedException NotYet(DecoderSpec spec) =>
        new($"Model '{spec.ModelName}': there is no decoder for {spec.Family} models of this task.");

    private static Head HeadOf(DecoderSpec spec, ClassTable classes, int extras) => spec.Family switch
    {
        _ when spec.IsFused => new FinalHead(spec.ModelName, extras),
        ModelFamily.YoloV10 or ModelFamily.Yolo26 => new FinalHead(spec.ModelName, extras),
        ModelFamily.YoloV8 => new YoloV8Head(spec.ModelName, classes.Names.Length, extras),
        _ => throw NotYet(spec),
    };
}
