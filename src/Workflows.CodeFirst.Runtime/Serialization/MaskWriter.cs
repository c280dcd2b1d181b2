using System.Collections.Immutable;
using System.Text.Json;

namespace Workflows.CodeFirst.Runtime.Serialization;

/// <summary>Writes masks, as polygons or as COCO run lengths.</summary>
internal static class MaskWriter
{
    private const int FewestPoints = 3;

    public static void WritePolygon(Utf8JsonWriter writer, ImmutableArray<ImagePoint> polygon)
    {
        writer.WriteStartArray("points");
        for (int i = 0; i < Math.Max(polygon.Length, FewestPoints); i++)
        {
            var point = polygon[Math.Min(i, polygon.Length - 1)];
            writer.WriteStartObject();
            writer.WriteNumber("x", point.X);
            writer.WriteNumber("y", point.Y);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static void WriteRunLengths(Utf8JsonWriter writer, Mask mask)
    {
        var rle = mask.ToRle();
        writer.WriteStartObject("rle_mask");
        writer.WriteStartArray("size");
        writer.WriteNumberValue(rle.Size.Height);
        writer.WriteNumberValue(rle.Size.Width);
        writer.WriteEndArray();
        writer.WriteString("counts", rle.Counts);
        writer.WriteEndObject();
    }
}
