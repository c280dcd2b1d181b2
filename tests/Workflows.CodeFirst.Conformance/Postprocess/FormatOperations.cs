using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Conformance.Postprocess;

/// <summary>Names of folders, numbers, boxes.</summary>
internal static class FormatOperations
{
    public static object CacheSlug(PostprocessCase item) => item.Input.EnumerateArray().Select(id => new
    {
        model_id = id.GetString(),
        inference_models = $"v2-{ModelId.Slug(id.GetString()!)}",
        legacy_slug = $"~{ModelId.Slug(id.GetString()!)}",
    }).ToArray();

    public static object BoxFormats(PostprocessCase item) => item.Input.EnumerateArray().Select(corners =>
    {
        double[] xyxy = corners.Doubles();
        var box = new Box(xyxy[0], xyxy[1], xyxy[2], xyxy[3]);
        var back = Box.FromCenter(box.CenterX, box.CenterY, box.Width, box.Height);
        return new
        {
            xyxy,
            response = new { x = box.CenterX, y = box.CenterY, width = box.Width, height = box.Height },
            sv_xyxy = back.Corners(),
            serialised = new { width = Math.Abs(back.Width), height = Math.Abs(back.Height), x = back.X1 + back.Width / 2, y = back.Y1 + back.Height / 2 },
        };
    }).ToArray();

    public static object FloatToJson(PostprocessCase item) =>
        item.Input.EnumerateArray().Select(value => new { v = value.GetDouble(), json = (double)(float)value.GetDouble() }).ToArray();

    public static object RoundToFourPlaces(PostprocessCase item) => item.Input.Doubles().Select(DecimalRounding.ToFourPlaces).ToArray();

    public static object RoundHalfEven(PostprocessCase item) => item.Input.Doubles().Select(value => Math.Round(value)).ToArray();
}
