using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Onnx.Tests.Packages;

/// <summary>A copy of a sample package that a test may break.</summary>
internal sealed class TemporaryPackage : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("workflows-package-").FullName;

    public TemporaryPackage(string name, bool isLegacy = false, string? under = null)
    {
        string[] parts = name.Split('/');
        string source = isLegacy
            ? RepositoryFiles.Path(["tests", "data", "models-legacy", .. parts])
            : RepositoryFiles.Path(["samples", "models", .. parts]);
        Folder = Path.Combine(root, under ?? name);
        Directory.CreateDirectory(Folder);
        foreach (string file in Directory.EnumerateFiles(source))
        {
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)));
        }
    }

    /// <summary>The folder that the package's folder is under.</summary>
    public string Root => root;

    public string Folder { get; }

    public string this[string file] => Path.Combine(Folder, file);

    public TemporaryPackage Write(string file, string text)
    {
        File.WriteAllText(this[file], text);
        return this;
    }

    public TemporaryPackage Write(string file, byte[] bytes)
    {
        File.WriteAllBytes(this[file], bytes);
        return this;
    }

    public TemporaryPackage Replace(string file, string what, string with)
    {
        string text = File.ReadAllText(this[file]);
        Assert.Contains(what, text, StringComparison.Ordinal);
        return Write(file, text.Replace(what, with, StringComparison.Ordinal));
    }

    public TemporaryPackage Delete(string file)
    {
        File.Delete(this[file]);
        return this;
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
