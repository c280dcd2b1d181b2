using Workflows.CodeFirst.Conformance.Comparing;

namespace Workflows.CodeFirst.Conformance.Postprocess;

/// <summary>How one kind of case is computed, and how exactly results must agree.</summary>
internal sealed record Operation(Func<PostprocessCase, object> Run, Func<string, Tolerance> Tolerance);

/// <summary>Every operation by its name in the cases; the one place to add one.</summary>
internal static class Operations
{
    private static readonly Tolerance Single = new(1e-5, 1e-6);
    private static readonly Tolerance Coarse = new(1e-4);
    private static readonly Tolerance OneLevel = new(1);

    public static IReadOnlyDictionary<string, Operation> ByName { get; } = new Dictionary<string, Operation>
    {
        ["cv2_resize_linear_u8"] = Exact(ImageOperations.CvLinearBytes),
        ["cv2_resize_linear_f32"] = Within(Coarse, ImageOperations.CvLinearFloats),
        ["pil_resize_bilinear_u8"] = Exact(ImageOperations.PilBytes),
        ["torch_bilinear_f32"] = Within(Single, ImageOperations.TorchFloats),
        ["letterbox_geometry"] = Within(Single, GeometryOperations.Letterbox),
        ["letterbox_image_u8"] = Exact(ImageOperations.LetterboxBytes),
        ["preprocess"] = Within(Single, ImageOperations.Preprocess),
        ["static_crop_geometry"] = Exact(GeometryOperations.StaticCrop),
        ["bgr_to_gray3"] = Exact(ImageOperations.Grayscale),
        ["contrast_histogram_equalization"] = Exact(ImageOperations.HistogramEqualization),
        ["contrast_adaptive_equalization"] = Within(OneLevel, ImageOperations.AdaptiveEqualization),
        ["contrast_stretching"] = Within(Single, ImageOperations.ContrastStretching),
        ["tensor"] = Exact(TensorOperations.RoundTrip),
        ["w_np_nms"] = Within(Single, SuppressionOperations.Legacy),
        ["run_nms_od"] = Within(Single, SuppressionOperations.Current),
        ["run_nms_yolov5"] = Within(Single, SuppressionOperations.YoloV5),
        ["run_nms_yolonas"] = Within(Single, SuppressionOperations.YoloNas),
        ["yololite_unfused"] = Within(Single, SuppressionOperations.YoloLite),
        ["yolov5_seg_rows"] = Within(Single, SuppressionOperations.YoloV5Segmentation),
        ["nms_compare"] = Within(Single, SuppressionOperations.Compare),
        ["nms_fused_filter"] = Within(Single, SuppressionOperations.Fused),
        ["yolov10_filter"] = Within(Single, SuppressionOperations.YoloV10),
        ["batched_nms"] = Within(Single, SuppressionOperations.Batched),
        ["post_process_bboxes"] = Within(Single, GeometryOperations.LegacyBoxes),
        ["rescale_image_detections"] = Within(Single, GeometryOperations.CurrentBoxes),
        ["pose_decode"] = Within(Single, KeypointOperations.Decode),
        ["mask_decode"] = Within(Single, MaskOperations.Decode),
        ["coco_rle"] = Exact(MaskOperations.Rle),
        ["rle_to_string"] = Exact(MaskOperations.RleToString),
        ["polygons"] = Exact(MaskOperations.Polygons),
        ["polygon_to_mask"] = Exact(MaskOperations.PolygonToMask),
        ["single_label"] = Within(Single, ClassificationOperations.SingleLabel),
        ["multi_label"] = Within(Single, ClassificationOperations.MultiLabel),
        ["confidence_filter"] = Within(Single, ClassificationOperations.ConfidenceFilter),
        ["semantic_segmentation"] = Within(Single, SemanticOperations.Decode),
        ["semantic_block_conversion"] = Within(Single, SemanticOperations.ToDetections),
        ["rfdetr_od"] = Within(Single, DetrOperations.Detect),
        ["rfdetr_seg"] = Within(Single, DetrOperations.Segment),
        ["rfdetr_keypoints"] = Within(Single, DetrOperations.Keypoints),
        ["od_response"] = Within(Single, ResponseOperations.Detections),
        ["yolact_decode"] = Within(Single, DetrOperations.Yolact),
        ["cache_slug"] = Exact(FormatOperations.CacheSlug),
        ["box_formats"] = Exact(FormatOperations.BoxFormats),
        ["float32_to_json"] = Exact(FormatOperations.FloatToJson),
        ["round4"] = Exact(FormatOperations.RoundToFourPlaces),
        ["round_half_even"] = Exact(FormatOperations.RoundHalfEven),
    };

    private static Operation Exact(Func<PostprocessCase, object> run) => new(run, _ => Tolerance.Exact);

    private static Operation Within(Tolerance tolerance, Func<PostprocessCase, object> run) => new(run, _ => tolerance);
}
