namespace Workflows.CodeFirst.Cli.Import;

/// <summary>Writes files that are there completely or not at all.</summary>
internal static class AtomicFile
{
    /// <exception cref="IOException">The file cannot be written, or exists and is not to be replaced.</exception>
    public static void Write(string path, string text, bool replace)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        string temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            File.WriteAllText(temporary, text);
            File.Move(temporary, path, replace);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
