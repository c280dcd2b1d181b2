using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Conformance.Postprocess;

/// <summary>Where an image lies in the network's input, and the way back.</summary>
internal static class GeometryOperations
{
    public static object Letterbox(PostprocessCase item) => item.Input.EnumerateArray().Select(sizes =>
    {
        ImageSize source = sizes.GetProperty("src_wh").SizeWh(), target = sizes.GetProperty("dst_wh").SizeWh();
        return new
        {
            src_wh = new[] { source.Width, source.Height },
            dst_wh = new[] { target.Width, target.Height },
            legacy = Plan(isLegacy: true, source, target) is { } legacy ? LegacyNumbers(legacy) : null,
            inference_models = Plan(isLegacy: false, source, target) is { } current ? Metadata(current) : new { error = "error" },
        };
    }).ToArray();

    public static object StaticCrop(PostprocessCase item) => item.Input.EnumerateArray().Select(input =>
    {
        var size = input.GetProperty("wh").SizeWh();
        var percent = input.GetProperty("crop_percent");
        var spec = new InputSpec { IsLegacy = true, Mode = ResizeMode.Stretch, Kernel = ResizeKernel.CvBytes, Crop = JsonReading.Crop(percent) };
        var plan = InputPlan.Create("case", spec, size, new(640, 640));
        var crop = plan.Geometry.Crop;
        var inverse = LegacyMapping.ForBoxes(plan.Geometry);
        return new
        {
            wh = new[] { size.Width, size.Height },
            crop_percent = percent,
            forward_crop_hw = new[] { crop.Height, crop.Width },
            forward_offset_xy = new[] { crop.X, crop.Y },
            legacy_inverse_shift_xy = new[] { inverse.ShiftX, inverse.ShiftY },
            legacy_inverse_origin_hw = new[] { inverse.Height, inverse.Width },
            M_offset = new[] { crop.X, crop.Y, crop.Width, crop.Height },
        };
    }).ToArray();

    public static object LegacyBoxes(PostprocessCase item)
    {
        var mapping = LegacyMapping.ForBoxes(item.Geometry());
        return new { boxes = Boxes(item).Select(box => mapping.Box(box[0], box[1], box[2], box[3]).Corners()).ToArray() };
    }

    public static object CurrentBoxes(PostprocessCase item)
    {
        var mapping = new CurrentMapping(item.Params.GetProperty("meta").Geometry());
        return new
        {
            boxes_f32 = Boxes(item).Select(box => new double[]
            {
                mapping.ClampedX(box[0]), mapping.ClampedY(box[1]), mapping.ClampedX(box[2]), mapping.ClampedY(box[3]),
            }).ToArray(),
            boxes_int = Boxes(item).Select(box => mapping.Box(box[0], box[1], box[2], box[3]).Corners()).ToArray(),
        };
    }

    /// <summary>Pre-processing's account of itself, as today's format writes it.</summary>
    public static object Metadata(InputPlan plan)
    {
        var geometry = plan.Geometry;
        return new
        {
            pad_left = geometry.PadLeft,
            pad_top = geometry.PadTop,
            pad_right = geometry.PadRight,
            pad_bottom = geometry.PadBottom,
            original_size_hw = new[] { geometry.Original.Height, geometry.Original.Width },
            size_after_pre_processing_hw = new[] { geometry.Crop.Height, geometry.Crop.Width },
            inference_size_hw = new[] { geometry.Network.Height, geometry.Network.Width },
            scale_width = plan.Fit.ScaleX,
            scale_height = plan.Fit.ScaleY,
            static_crop = new[] { geometry.Crop.X, geometry.Crop.Y, geometry.Crop.Width, geometry.Crop.Height },
        };
    }

    /// <summary>The plan; null when nothing of the image would remain, which is an error.</summary>
    private static InputPlan? Plan(bool isLegacy, ImageSize source, ImageSize target)
    {
        try
        {
            return InputPlan.Create("case", new() { IsLegacy = isLegacy, Mode = ResizeMode.Letterbox, Kernel = ResizeKernel.CvBytes }, source, target);
        }
        catch (ModelInputException)
        {
            return null;
        }
    }

    private static object LegacyNumbers(InputPlan plan)
    {
        LegacyMapping boxes = LegacyMapping.ForBoxes(plan.Geometry), points = LegacyMapping.ForKeypoints(plan.Geometry);
        return new
        {
            new_w = plan.Fit.Width,
            new_h = plan.Fit.Height,
            top = plan.Fit.Top,
            bottom = plan.Fit.Bottom,
            left = plan.Fit.Left,
            right = plan.Fit.Right,
            inverse_scale = boxes.ScaleX,
            inverse_pad_x_boxes = boxes.PadX,
            inverse_pad_y_boxes = boxes.PadY,
            inverse_pad_x_points = points.PadX,
            inverse_pad_y_points = points.PadY,
        };
    }

    private static float[][] Boxes(PostprocessCase item) => item.Input.GetProperty("boxes").FloatRows();
}
