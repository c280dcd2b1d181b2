using Workflows.CodeFirst.Cli.Import;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Cli.Tests.Import;

/// <summary>Pages of documentation to import.</summary>
internal static class Pages
{
    public const string Step = "step";

    public static string Manifests { get; } = RepositoryFiles.Path("manifests");

    /// <summary>The committed pages: name and text.</summary>
    public static IReadOnlyList<(string Name, string Text)> Committed { get; } =
    [
        .. Directory.EnumerateFiles(RepositoryFiles.Path("tests", "data", "manifest-import"), "*.txt")
            .Order(StringComparer.Ordinal)
            .Select(static file => (Path.GetFileName(file), File.ReadAllText(file))),
    ];

    public static string Keypoints => Committed.Single(static page => page.Name.StartsWith("keypoint", StringComparison.Ordinal)).Text;

    /// <summary>A page of a block that the library does not have.</summary>
    public const string Own = """
        Shelf Counter¶
        Deprecated
        Use the counter of the next warehouse.
        Class: ShelfCounterBlockV1
        Counts what stands on shelves. Works best by daylight.
        How This Block Works¶
        It counts.
        Type identifier¶
        Use the following identifier in step "type" field: warehouse/shelf_counter@v1to add the block as
        as step in your workflow.
        Properties¶
        | Name | Type | Description | Refs |
        |---|---|---|---|
        name |
        str |
        The name of the step.. | ❌ |
        threshold |
        float |
        How sure to be,
        at least | or more.. | ✅ |
        labels |
        Optional[List[str], str] |
        not available. | ❌ |
        extras |
        Dict[str, Union[float, int]] |
        More figures. | ❌ |
        colour |
        Union[Tuple[int, int, int], str] |
        The colour. | ❌ |
        The Refs column marks what takes selectors.
        Input and Output Bindings¶
        Bindings
        -
        input
        image(image): The picture.sources(Union[object_detection_prediction,keypoint_detection_prediction]): What was found.next(step): Where to go on.threshold(float_zero_to_one):How sure.
        -
        output
        count(integer): How many.*(*): Whatever else.
        Example JSON definition of step Shelf Counter in version v1
        {
        "name": "<your_step_name_here>",
        "type": "warehouse/shelf_counter@v1",
        "image": "$inputs.image",
        "sources": [
        "$steps.detection.predictions"
        ],
        "threshold": 0.5,
        "labels": "<block_does_not_provide_example>",
        "extras": {},
        "colour": "#ffffff",
        "next": "$steps.after"
        }
        """;

    public static ImportedFamily Read(string text) => Assert.Single(ImportSource.Parse("page.txt", text));

    public static IReadOnlyList<Difference> Differences(string text) => ManifestImport.Make([Read(text)], Manifests, null).Differences;

    public static string Problem(Action action) => Assert.Throws<InputException>(action).Message;
}
