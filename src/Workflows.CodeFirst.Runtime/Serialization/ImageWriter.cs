using System.Text.Json;

namespace Workflows.CodeFirst.Runtime.Serialization;

/// <summary>Writes images as base64, with where a crop was cut out and which video frame it is.</summary>
internal static class ImageWriter
{
    private const int Quality = 95;

    public static void Write(Utf8JsonWriter writer, Image image, ImageFileFormat format)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "base64");
        writer.WriteString("value", ToBase64(image, format));
        writer.WritePropertyName("video_metadata");
        VideoFrameWriter.Write(writer, image.Lineage?.Video ?? VideoFrameWriter.OfStill(image.Lineage?.Parent.Id ?? "image"));
        if (image.Lineage is { } lineage && lineage.Parent.Id != lineage.Root.Id)
        {
            OriginWriter.Write(writer, lineage.Parent, lineage.Root);
        }

        writer.WriteEndObject();
    }

    /// <summary>The image as base64 text: the one that it came from, or a JPEG.</summary>
    public static string ToBase64(Image image) => ToBase64(image, ImageFileFormat.Jpeg);

    private static string ToBase64(Image image, ImageFileFormat format) => image.Base64Source ?? Convert.ToBase64String(image.Encode(format, Quality));
}

/// <summary>Writes where something lies in its parent image and in the root image of the workflow.</summary>
internal static class OriginWriter
{
    /// <summary>Writes the members for something that is not in the root image directly.</summary>
    public static void Write(Utf8JsonWriter writer, ImageOrigin parent, ImageOrigin root)
    {
        writer.WriteString("parent_id", parent.Id);
        Write(writer, "parent_origin", parent);
        writer.WriteString("root_parent_id", root.Id);
        Write(writer, "root_parent_origin", root);
    }

    private static void Write(Utf8JsonWriter writer, string name, ImageOrigin origin)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("offset_x", origin.X);
        writer.WriteNumber("offset_y", origin.Y);
        writer.WriteNumber("width", origin.Size.Width);
        writer.WriteNumber("height", origin.Size.Height);
        writer.WriteEndObject();
    }
}
