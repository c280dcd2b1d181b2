using System.Text;

namespace Workflows.CodeFirst.Imaging.Codecs;

/// <summary>Tells files apart by their first bytes.</summary>
internal static class FileSignature
{
    /// <summary>The format of a picture that can be decoded, or null.</summary>
    internal static ImageFileFormat? Detect(ReadOnlySpan<byte> file) => file switch
    {
        [0xFF, 0xD8, 0xFF, ..] => ImageFileFormat.Jpeg,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => ImageFileFormat.Png,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => ImageFileFormat.Webp,
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => ImageFileFormat.Gif,
        [(byte)'I', (byte)'I', 42 or 43, 0, ..] or [(byte)'M', (byte)'M', 0, 42 or 43, ..] => ImageFileFormat.Tiff,
        _ => null,
    };

    /// <summary>For a file that is no picture: its first bytes and what they look like, as the end of a sentence.</summary>
    internal static string Describe(ReadOnlySpan<byte> file)
    {
        var start = file[..Math.Min(file.Length, 8)];
        string bytes = BitConverter.ToString(start.ToArray()).Replace('-', ' ');
        string? guess = Guess(file);
        return guess is null ? $"its first bytes are {bytes}" : $"its first bytes are {bytes}, which is how {guess} starts";
    }

    private static string? Guess(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith("version https://git-lfs"u8))
        {
            return "a Git LFS pointer (run 'git lfs pull')";
        }

        return file switch
        {
            [(byte)'B', (byte)'M', ..] => "a BMP picture",
            [0, 0, 0, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'h' or (byte)'m', ..] => "a HEIF picture or a video",
            [0, 0, 0, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', (byte)'a', (byte)'v', (byte)'i', ..] => "an AVIF picture",
            [0, 0, 0, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => "an MP4 video",
            [0, 0, 0, 0x0C, (byte)'j', (byte)'P', ..] => "a JPEG 2000 picture",
            [0, 0, 1, 0, ..] => "an icon",
            [(byte)'8', (byte)'B', (byte)'P', (byte)'S', ..] => "a Photoshop document",
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "a PDF document",
            [(byte)'P', (byte)'K', 3, 4, ..] => "a ZIP archive",
            [0x1F, 0x8B, ..] => "a gzip archive",
            [(byte)'P', >= (byte)'1' and <= (byte)'6', (byte)'\n' or (byte)' ', ..] => "a PNM picture",
            [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', ..] => "a NumPy array",
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] => "a WAV or AVI file",
            _ => GuessText(file),
        };
    }

    private static string? GuessText(ReadOnlySpan<byte> file)
    {
        var text = file[..Math.Min(file.Length, 64)];
        if (text.StartsWith(Encoding.UTF8.Preamble))
        {
            text = text[3..];
        }

        text = text.TrimStart(" \t\r\n"u8);
        return text switch
        {
            [(byte)'<', (byte)'s' or (byte)'S', (byte)'v' or (byte)'V', ..] => "an SVG drawing",
            [(byte)'<', ..] => "an HTML or XML text",
            [(byte)'{' or (byte)'[', ..] => "a JSON text",
            _ when text.StartsWith("data:image/"u8) => "a data URL (decode its base64 part first)",
            _ when text.Length > 0 && text.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0 => "a text",
            _ => null,
        };
    }
}
