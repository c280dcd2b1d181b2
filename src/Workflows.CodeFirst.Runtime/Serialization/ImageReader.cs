using System.Globalization;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Serialization;

/// <summary>Reads images: as they are, from files, base64 text, bytes, or the object that results contain.</summary>
/// <param name="allowsFiles">Whether a text may be the path of a file.</param>
internal sealed class ImageReader(bool allowsFiles)
{
    /// <summary>What an image may be given as, for messages.</summary>
    public string Expected => allowsFiles
        ? "an image: the path of a file, base64 text, bytes, or an Image"
        : "an image: base64 text, bytes, or an Image";

    /// <summary>Reads an image that enters a workflow.</summary>
    /// <param name="value">The image in any form.</param>
    /// <param name="identifier">Names the image where nothing else does.</param>
    /// <exception cref="UnreadableValueException">The value is no image, or the image is damaged.</exception>
    public Image Read(object value, string identifier)
    {
        switch (value)
        {
            case Image { Lineage: not null } image:
                return image;
            case Image image:
                return image.WithLineage(ImageLineage.OfInput(identifier, image.Size));
            case IReadOnlyDictionary<string, object?> members:
                return ReadObject(members, identifier);
            default:
                var decoded = Decode(value);
                return decoded.WithLineage(ImageLineage.OfInput(identifier, decoded.Size));
        }
    }

    private Image ReadObject(IReadOnlyDictionary<string, object?> members, string identifier)
    {
        if (members.GetValueOrDefault("value") is not { } content)
        {
            throw new UnreadableValueException("an image object needs the member 'value' with the base64 text or path of the image.");
        }

        var image = content is Image given ? given : Decode(content);
        var video = members.GetValueOrDefault("video_metadata") is { } metadata ? VideoFrameReader.Read(metadata) : null;
        string parentId = members.GetValueOrDefault("parent_id") as string ?? identifier;
        var parent = ReadOrigin(members, "parent_origin", parentId) ?? new ImageOrigin(parentId, 0, 0, image.Size);
        string rootId = members.GetValueOrDefault("root_parent_id") as string ?? parentId;
        var root = ReadOrigin(members, "root_parent_origin", rootId) ?? (rootId == parentId ? parent : parent with { Id = rootId });
        return image.WithLineage(new(parent, root, video));
    }

    private Image Decode(object value)
    {
        try
        {
            return value switch
            {
                byte[] bytes => Image.Decode(bytes),
                ReadOnlyMemory<byte> bytes => Image.Decode(bytes.Span),
                string text => DecodeText(text),
                _ => throw KindReaders.Wrong(Expected, value),
            };
        }
        catch (ImageFileException e)
        {
            throw new UnreadableValueException(e.Message, e);
        }
    }

    private Image DecodeText(string text)
    {
        if (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            throw new UnreadableValueException($"'{text}' is an address on the network, from where images are not fetched: download the image and give its path or bytes.");
        }

        if (allowsFiles && File.Exists(text))
        {
            return Image.Load(text);
        }

        var base64 = text.AsSpan();
        if (text.StartsWith("data:", StringComparison.Ordinal) && text.IndexOf(',', StringComparison.Ordinal) is > 0 and var comma)
        {
            base64 = base64[(comma + 1)..];
        }

        var bytes = new byte[base64.Length / 4 * 3 + 3];
        if (base64.IsEmpty || !Convert.TryFromBase64Chars(base64, bytes, out int length))
        {
            throw new UnreadableValueException(allowsFiles
                ? $"{ValueNames.Describe(text)} is neither a file that exists nor base64."
                : $"{ValueNames.Describe(text)} is no base64, and image files are not allowed here.");
        }

        return Image.Decode(bytes.AsSpan(0, length)).WithBase64Source(text);
    }

    private static ImageOrigin? ReadOrigin(IReadOnlyDictionary<string, object?> members, string name, string id)
    {
        if (members.GetValueOrDefault(name) is not { } value)
        {
            return null;
        }

        if (value is not IReadOnlyDictionary<string, object?> origin)
        {
            throw KindReaders.Wrong($"'{name}' to be an object", value);
        }

        int width = Member("width"), height = Member("height");
        return width > 0 && height > 0
            ? new(id, Member("offset_x"), Member("offset_y"), new(width, height))
            : throw new UnreadableValueException($"'{name}' has the size {width}x{height}; both must be positive.");

        int Member(string member) => ValueConversion.TryConvert<int>(origin.GetValueOrDefault(member), out int number)
            ? number
            : throw new UnreadableValueException(string.Create(CultureInfo.InvariantCulture, $"'{name}' needs the whole number '{member}'."));
    }
}
