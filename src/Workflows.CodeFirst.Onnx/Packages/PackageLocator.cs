namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// Finds packages under a folder: a plain tree (<c>people-pose/3/</c>), a cache of the legacy format (the same, or a slug) or of today's
/// format (<c>models-cache/&lt;slug&gt;/&lt;package&gt;/</c>).
/// </summary>
internal static class PackageLocator
{
    private const string CurrentCache = "models-cache";

    /// <summary>The folder of a model's package; null when there is none.</summary>
    public static string? Find(string root, ModelId id)
    {
        foreach (string name in id.Canonical == id.Text ? [id.Canonical] : (ReadOnlySpan<string>)[id.Canonical, id.Text])
        {
            string plain = Path.Combine([root, .. name.Split('/', '\\')]);
            if (IsInside(root, plain) && PackageReader.IsPackage(plain))
            {
                return plain;
            }
        }

        return InCurrentCache(Path.Combine(root, CurrentCache, id.CurrentSlug))
            ?? InCurrentCache(Path.Combine(root, id.CurrentSlug))
            ?? IfPackage(Path.Combine(root, id.LegacySlug));
    }

    /// <summary>The identifiers of all packages, in ordinal order.</summary>
    public static IReadOnlyList<string> List(string root)
    {
        var ids = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string folder in Directory.EnumerateDirectories(root))
        {
            string name = Path.GetFileName(folder);
            if (name == CurrentCache)
            {
                foreach (string slug in Directory.EnumerateDirectories(folder))
                {
                    AddCached(slug);
                }
            }
            else if (PackageReader.IsPackage(folder))
            {
                ids.Add(name.StartsWith('~') ? StatedName(folder) ?? name : name);
            }
            else if (name.StartsWith("v2-", StringComparison.Ordinal) && Directory.EnumerateDirectories(folder).Any(PackageReader.IsPackage))
            {
                AddCached(folder);
            }
            else
            {
                foreach (string version in Directory.EnumerateDirectories(folder).Where(PackageReader.IsPackage))
                {
                    ids.Add($"{name}/{Path.GetFileName(version)}");
                }
            }
        }

        return [.. ids];

        void AddCached(string slug)
        {
            if (InCurrentCache(slug) is { } package && StatedName(package) is { } id)
            {
                ids.Add(id);
            }
        }
    }

    /// <summary>The package of a model in a cache: of several, the first that this library can run.</summary>
    private static string? InCurrentCache(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        string? first = null;
        foreach (string package in Directory.EnumerateDirectories(folder).Where(PackageReader.IsPackage).Order(StringComparer.Ordinal))
        {
            first ??= package;
            if (File.Exists(Path.Combine(package, "weights.onnx")))
            {
                return package;
            }
        }

        return first;
    }

    private static string? IfPackage(string folder) => PackageReader.IsPackage(folder) ? folder : null;

    private static string? StatedName(string folder)
    {
        foreach (string file in (ReadOnlySpan<string>)["model_config.json", "model_type.json"])
        {
            if (PackageJson.ReadFile(folder, folder, file)["model_id"].StringOrNull() is { } name)
            {
                return name;
            }
        }

        return null;
    }

    private static bool IsInside(string root, string folder) =>
        Path.GetFullPath(folder).StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
