using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Generators.Tests.Harness;

/// <summary>The committed manifests and small ones for tests.</summary>
internal static class ManifestFiles
{
    public const string BlurPath = "/project/manifests/blur.json";

    public static TestFile Kinds { get; } = new("/project/kinds.json", File.ReadAllText(RepositoryFiles.Path("manifests", "kinds.json")));

    public static IReadOnlyList<TestFile> Committed { get; } =
    [
        .. Directory.EnumerateDirectories(RepositoryFiles.Path("manifests"))
            .SelectMany(static folder => Directory.EnumerateFiles(folder, "*.json"))
            .Order(StringComparer.Ordinal)
            .Select(static path => new TestFile(path, File.ReadAllText(path))),
    ];

    /// <summary>A manifest with a bit of everything, in two versions.</summary>
    public static TestFile Blur { get; } = new(BlurPath, """
        {
          "family": "Blur",
          "name": "Blur",
          "category": "custom",
          "summary": "Makes parts of an image unrecognisable.",
          "shared": {
            "image": {
              "aliases": ["images"],
              "required": true,
              "description": "The image.",
              "accepts": [{ "selector": ["image"] }]
            },
            "strength": {
              "default": 0.5,
              "description": "How much.",
              "accepts": [{ "literal": "float", "minimum": 0, "maximum": 1 }, { "selector": ["float_zero_to_one"] }]
            }
          },
          "versions": [
            {
              "version": 1,
              "type": "my/blur@v1",
              "aliases": ["Blur"],
              "properties": ["image", "strength"],
              "outputs": [{ "name": "image", "kinds": ["image"], "description": "The blurred image." }]
            },
            {
              "version": 2,
              "type": "my/blur@v2",
              "properties": [
                "image",
                {
                  "name": "mode",
                  "default": "soft",
                  "description": "The look.",
                  "accepts": [{ "literal": "string", "enum": ["soft", "pixels"] }]
                },
                "strength"
              ],
              "batch": { "accepts": ["image"] },
              "outputs": [{ "name": "image", "kinds": ["image"], "description": "The blurred image." }]
            }
          ]
        }
        """);
}
