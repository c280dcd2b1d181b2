using System.Text.Json;

namespace Workflows.CodeFirst.Runtime.Serialization;

/// <summary>A corner of a polygon, in pixels.</summary>
internal readonly record struct PolygonPoint(double X, double Y);

/// <summary>Writes masks, as polygons or as COCO run lengths.</summary>
internal static class MaskWriter
{
    private const int FewestPoints = 3;

    /// <summary>The contour of the largest part of a mask, at least a triangle; empty when the mask is.</summary>
    public static ReadOnlyMemory<PolygonPoint> Polygon(Mask mask) =>
        throw new NotSupportedException($"Masks ({mask.Size}) cannot be written yet.");

    public static void WritePolygon(Utf8JsonWriter writer, ReadOnlySpan<PolygonPoint> polygon)
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

    public static void WriteRunLengths(Utf8JsonWriter writer, Mask mask) =>
        throw new NotSupportedException($"Masks ({mask.Size}) cannot be written yet.");
}
