using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Conformance.Models;

/// <summary>
/// Whole models on whole images: <c>M__*.json</c> (today's packages) and <c>L__*.json</c> (legacy ones), with the images as <c>png/*.png</c>.
/// For each image one case about the input tensor, one about the network's outputs, and one for each request.
/// </summary>
public sealed class ModelsSuite : ISuite
{
    private const string Packages = "--packages";
    private const string LegacyPackages = "--packages-legacy";

    public string Name => "models";

    public IReadOnlyDictionary<string, string> Options { get; } = new Dictionary<string, string>
    {
        [Packages] = "the folder of packages, ID/VERSION below it; by default samples/models",
        [LegacyPackages] = "the folder of legacy packages; by default tests/data/models-legacy",
    };

    public IEnumerable<ConformanceCase> Load(SuiteInput input)
    {
        if (!Directory.Exists(input.Directory))
        {
            throw new SuiteException($"There is no folder '{input.Directory}'.");
        }

        string[] files =
        [
            .. Directory.EnumerateFiles(input.Directory, "?__*.json")
                .Where(file => Path.GetFileName(file)[0] is 'M' or 'L')
                .Order(StringComparer.Ordinal),
        ];
        if (files.Length == 0)
        {
            throw new SuiteException($"'{input.Directory}' has no files M__*.json or L__*.json.");
        }

        return Cases(files, name => FolderOf(name, input), new GoldenImages(Path.Combine(input.Directory, "png")));
    }

    private static IEnumerable<ConformanceCase> Cases(string[] files, Func<string, string> folderOf, GoldenImages images)
    {
        foreach (string file in files)
        {
            using var golden = GoldenFile.Open(file, folderOf, images, out var problem);
            if (golden is null)
            {
                yield return new(Path.GetFileNameWithoutExtension(file), file, () => CaseResult.Fail(problem!));
                continue;
            }

            // Cases are run as they are listed: only one model is in memory at a time.
            foreach (var item in golden.Cases())
            {
                yield return item;
            }
        }
    }

    /// <summary>Where the package <c>packages/ID/VERSION</c> or <c>packages-legacy/ID/VERSION</c> lies.</summary>
    private static string FolderOf(string package, SuiteInput input)
    {
        string[] parts = package.Split('/');
        string? root = parts[0] switch
        {
            "packages" => input.Options.GetValueOrDefault(Packages) ?? RepositoryFiles.Path("samples", "models"),
            "packages-legacy" => input.Options.GetValueOrDefault(LegacyPackages) ?? RepositoryFiles.Path("tests", "data", "models-legacy"),
            _ => null,
        };
        return root is not null && parts.Length > 1 && !parts.Contains("..")
            ? Path.Combine([root, .. parts[1..]])
            : throw new SuiteException($"The package '{package}' is neither packages/ID nor packages-legacy/ID.");
    }
}
