using System.Buffers;

namespace Workflows.CodeFirst.Imaging.Codecs;

/// <summary>Encoded bytes between files or streams and memory.</summary>
internal static class EncodedFile
{
    /// <summary>A whole file or stream in rented memory.</summary>
    internal readonly ref struct Content(byte[] rented, int length)
    {
        public ReadOnlySpan<byte> Bytes => rented.AsSpan(0, length);

        public void Dispose() => ArrayPool<byte>.Shared.Return(rented);
    }

    internal static Content Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new ImageFileException(
                Directory.Exists(path) ? $"The picture '{path}' cannot be read: this is a folder. Name a file in it." : $"There is no picture '{path}' (looked for '{Path.GetFullPath(path)}').",
                path);
        }

        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.SequentialScan);
            long size = RandomAccess.GetLength(file);
            if (size > Array.MaxLength)
            {
                throw new ImageFileException($"The picture '{path}' has {size:N0} bytes, more than fit into memory at once.", path);
            }

            byte[] bytes = ArrayPool<byte>.Shared.Rent((int)size);
            int length = 0;
            try
            {
                while (length < size && RandomAccess.Read(file, bytes.AsSpan(length, (int)size - length), length) is > 0 and int read)
                {
                    length += read;
                }
            }
            catch
            {
                ArrayPool<byte>.Shared.Return(bytes);
                throw;
            }

            return new(bytes, length);
        }
        catch (Exception exception) when (exception is IOException and not ImageFileException or UnauthorizedAccessException)
        {
            throw new ImageFileException($"The picture '{path}' cannot be read: {exception.Message}", path, exception);
        }
    }

    internal static Content Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        long expected = stream.CanSeek ? Math.Max(0, stream.Length - stream.Position) : 0;
        byte[] bytes = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(expected + 1, 64 * 1024, Array.MaxLength));
        int length = 0;
        try
        {
            while (true)
            {
                int read = stream.Read(bytes, length, bytes.Length - length);
                if (read == 0)
                {
                    return new(bytes, length);
                }

                length += read;
                if (length == bytes.Length)
                {
                    Grow(ref bytes);
                }
            }
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(bytes);
            throw;
        }
    }

    /// <summary>Writes a file that is either complete or not there: others never see half of it.</summary>
    internal static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full) ?? ".";
        if (!Directory.Exists(folder))
        {
            throw new ImageFileException($"The picture '{path}' cannot be written: there is no folder '{folder}'. Create it first.", path);
        }

        string temporary = Path.Combine(folder, $".{Path.GetFileName(full)}.{Path.GetRandomFileName()}");
        try
        {
            File.WriteAllBytes(temporary, bytes);
            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ImageFileException($"The picture '{path}' cannot be written: {exception.Message}", path, exception);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static void Grow(ref byte[] bytes)
    {
        if (bytes.Length >= Array.MaxLength / 2)
        {
            throw new ImageFileException("The stream holds more bytes than fit into memory at once; it is no picture.");
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(bytes.Length * 2);
        bytes.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}
