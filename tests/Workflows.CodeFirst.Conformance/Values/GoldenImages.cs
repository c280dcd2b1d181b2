using System.Text.Json;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Conformance.Values;

/// <summary>Decodes images with their lineage. The reference engine keeps blue first; here red comes first.</summary>
internal static class GoldenImages
{
    public static Image Decode(JsonElement body)
    {
        var image = DecodePixels(body);
        var video = body.GetProperty("video_metadata");
        var placed = image.WithLineage(new(
            Origin(body.GetProperty("parent"), image.Size),
            Origin(body.GetProperty("root"), image.Size),
            video.ValueKind == JsonValueKind.Null ? null : DecodeVideo(video)));
        if (body.TryGetProperty("array", out var array) && !IsPicture(array.GetProperty("shape")))
        {
            // Pixels that are no picture, such as five channels: an image that cannot be read stands for one that cannot be encoded.
            placed.Dispose();
        }

        return placed;
    }

    /// <summary>The text of an identifier; new parts of it are written <c>{{uuid:N}}</c>.</summary>
    internal static string Identifier(JsonElement json) => GoldenValues.Decode(json) switch
    {
        string text => text,
        GoldenPattern pattern => pattern.Text,
        GoldenUuid uuid => $"{{{{uuid:{uuid.Number}}}}}",
        _ => "",
    };

    public static VideoFrame DecodeVideo(JsonElement body) => new(
        Identifier(body.GetProperty("video_identifier")),
        body.GetProperty("frame_number").GetInt64(),
        GoldenValues.DecodeTime(body.GetProperty("frame_timestamp").GetString()!) switch
        {
            // Frames always have a time zone here.
            DateTime time => new DateTimeOffset(time, TimeSpan.Zero),
            var time => (DateTimeOffset)time,
        },
        Number(body, "fps"),
        Number(body, "measured_fps"),
        body.GetProperty("comes_from_video_file") is { ValueKind: not JsonValueKind.Null } flag ? flag.GetBoolean() : null);

    private static double? Number(JsonElement body, string name) =>
        body.GetProperty(name) is { ValueKind: not JsonValueKind.Null } number ? number.GetDouble() : null;

    private static ImageOrigin Origin(JsonElement body, ImageSize size)
    {
        if (body.ValueKind == JsonValueKind.Null)
        {
            return new("", 0, 0, size);
        }

        string id = Identifier(body.GetProperty("parent_id"));
        var origin = body.GetProperty("origin");
        return origin.ValueKind == JsonValueKind.Null
            ? new(id, 0, 0, size)
            : new(
                id,
                origin.GetProperty("left_top_x").GetInt32(),
                origin.GetProperty("left_top_y").GetInt32(),
                new(origin.GetProperty("origin_width").GetInt32(), origin.GetProperty("origin_height").GetInt32()));
    }

    private static Image DecodePixels(JsonElement body)
    {
        if (body.TryGetProperty("base64_source", out var source))
        {
            return DecodeSource(source.GetString()!);
        }

        if (body.TryGetProperty("array", out var array))
        {
            return DecodeArray(GoldenArrays.Decode(array));
        }

        var format = body.GetProperty("channels").GetInt32() switch
        {
            0 or 1 => PixelFormat.Gray8,
            3 => PixelFormat.Rgb24,
            4 => PixelFormat.Rgba32,
            var channels => throw new FormatException($"There are no images with {channels} channels."),
        };
        if (!body.TryGetProperty("solid", out var solid))
        {
            return Convert(Image.Decode(body.GetProperty("png").GetBytesFromBase64()), format);
        }

        var size = body.GetProperty("size");
        var image = Image.Create(size[0].GetInt32(), size[1].GetInt32(), format);
        byte[] color = [.. solid.EnumerateArray().Select(channel => channel.GetByte())];
        if (color.Length > 1)
        {
            (color[0], color[2]) = (color[2], color[0]);
        }

        for (int i = 0; i < image.Pixels.Length; i++)
        {
            image.Pixels[i] = color[i % color.Length];
        }

        return image;
    }

    private static bool IsPicture(JsonElement shape) => shape.GetArrayLength() switch
    {
        2 => true,
        3 => shape[2].GetInt32() is 1 or 3 or 4,
        _ => false,
    };

    /// <summary>Pixels that are no bytes; brought to them as they are.</summary>
    private static Image DecodeArray(ArrayValue array)
    {
        if (array.Rank < 2)
        {
            return Image.Create(1, 1);
        }

        int channels = array.Rank == 2 ? 1 : array.Shape[2];
        var image = Image.Create(array.Shape[1], array.Shape[0], channels switch
        {
            3 => PixelFormat.Bgr24,
            4 => PixelFormat.Bgra32,
            _ => PixelFormat.Gray8,
        });
        if (channels is 1 or 3 or 4)
        {
            for (int i = 0; i < image.Pixels.Length; i++)
            {
                image.Pixels[i] = PythonNumber.TryGet(array.Items[i], out var number) ? (byte)Math.Clamp(number.ToDouble(), 0, byte.MaxValue) : (byte)0;
            }
        }

        return image;
    }

    /// <summary>An image known by its base64 text; one pixel stands in when the text is no picture.</summary>
    private static Image DecodeSource(string text)
    {
        try
        {
            return Image.Decode(System.Convert.FromBase64String(text)).WithBase64Source(text);
        }
        catch (Exception e) when (e is ImageFileException or FormatException)
        {
            return Image.Create(1, 1).WithBase64Source(text);
        }
    }

    private static Image Convert(Image image, PixelFormat format)
    {
        if (format == PixelFormat.Rgb24)
        {
            return image;
        }

        var converted = Image.Create(image.Width, image.Height, format);
        int step = format.BytesPerPixel();
        for (int y = 0; y < image.Height; y++)
        {
            var from = image.View.Row(y);
            var to = converted.Pixels.Slice(y * converted.Stride, image.Width * step);
            for (int x = 0; x < image.Width; x++)
            {
                from.Slice(3 * x, Math.Min(3, step)).CopyTo(to[(step * x)..]);
                if (step == 4)
                {
                    to[4 * x + 3] = byte.MaxValue;
                }
            }
        }

        return converted;
    }
}
