using System.Runtime.InteropServices;

namespace Workflows.CodeFirst.Imaging.Vips;

/// <summary>A call into libvips failed. Codecs turn it into an exception that names the picture.</summary>
internal sealed class VipsException(string message) : Exception(message)
{
    /// <summary>An exception with what libvips says about its last failure.</summary>
    /// <remarks>The text is one for the process: when two threads fail at once, one may find it empty, hence the fallback.</remarks>
    internal static unsafe VipsException Last(string fallback)
    {
        byte* text = VipsNative.vips_error_buffer_copy();
        string? message = Marshal.PtrToStringUTF8((nint)text)?.Trim().ReplaceLineEndings("; ");
        VipsNative.g_free(text);
        return new(string.IsNullOrEmpty(message) ? fallback : message);
    }
}
