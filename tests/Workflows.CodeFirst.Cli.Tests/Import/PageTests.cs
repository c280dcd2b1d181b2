using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Workflows.CodeFirst.Cli.Import;

namespace Workflows.CodeFirst.Cli.Tests.Import;

/// <summary>Pages of documentation become manifests, and broken pages an explanation.</summary>
public sealed partial class PageTests
{
    [Fact]
    public void The_first_five_families_agree_with_their_manifests()
    {
        var families = Pages.Committed.Select(page => Pages.Read(page.Text)).ToList();
        var import = ManifestImport.Make(families, Pages.Manifests, null);
        Assert.Equal(5, families.Count);
        Assert.Equal(14, families.Sum(family => family.Versions.Length));
        Assert.Empty(import.Differences);
        Assert.Empty(import.New);
    }

    [Theory]
    [InlineData("max_detections |\nint |", "max_detections |\nfloat |", "max_detections", "type", "float", "int")]
    [InlineData("class_filter |\nList[str] |", "class_filter |\nList[int] |", "class_filter", "type", "List[int]", "List[str]")]
    [InlineData("iou_threshold(float_zero_to_one)", "iou_threshold(float)", "iou_threshold", "kinds", "float", "float_zero_to_one")]
    [InlineData("images(image): ", "images(Union[image,video_metadata]): ", "images", "kinds", "image, video_metadata", "image")]
    [InlineData("inference_id(inference_id): ", "inference_id(string): ", null, "kinds of the output 'inference_id'", "string", "inference_id")]
    [InlineData("Keypoint Detection Model¶", "Keypoint Detector¶", null, "family", "Keypoint Detector", "Keypoint Detection Model")]
    [InlineData("Keypoint Detection Model¶\n", "Keypoint Detection Model¶\nDeprecated\nNo longer.\n", null, "deprecated", "yes", "no")]
    public void What_a_page_states_otherwise_is_listed(string from, string to, string? property, string what, string imported, string manifest)
    {
        var differences = Pages.Differences(Replace(Pages.Keypoints, from, to));
        string file = Path.Combine(Pages.Manifests, "model", "keypoint_detection.json");
        Assert.Contains(new Difference(file, "roboflow_core/roboflow_keypoint_detection_model@v3", property, what, imported, manifest), differences);
        Assert.All(differences, difference => Assert.Equal(what, difference.What));
    }

    [Fact]
    public void A_property_more_or_less_is_listed()
    {
        var more = Pages.Differences(Replace(Pages.Keypoints, "\"confidence_mode\": ", "\"surprise\": 1,\n\"confidence_mode\": "));
        Assert.Equal(("surprise", "it exists", "nothing"), Of(Assert.Single(more)));
        var less = Pages.Differences(Replace(Regex.Replace(Pages.Keypoints, "\nkeypoint_confidence \\|\n.*\n.*", ""), "\"keypoint_confidence\": 0.3,\n", ""));
        Assert.Equal(3, less.Count);
        Assert.Equal(("keypoint_confidence", "nothing", "it exists"), Of(less[0]));

        static (string?, string, string) Of(Difference difference) => (difference.Property, difference.Imported, difference.Manifest);
    }

    [Fact]
    public void A_version_that_the_manifest_lacks_is_listed()
    {
        var difference = Assert.Single(Pages.Differences(Replace(Pages.Keypoints, "detection_model@v3", "detection_model@v9")));
        Assert.Equal(("roboflow_core/roboflow_keypoint_detection_model@v9", "version"), (difference.Type, difference.What));
    }

    [Fact]
    public void A_new_block_becomes_a_manifest()
    {
        var manifest = ManifestMaker.Make(Pages.Read(Pages.Own), "ShelfCounter");
        var expected = JsonNode.Parse("""
            {
              "family": "Shelf Counter",
              "name": "ShelfCounter",
              "category": "custom",
              "summary": "Counts what stands on shelves.",
              "versions": [
                {
                  "version": 1,
                  "type": "warehouse/shelf_counter@v1",
                  "deprecated": "Use the counter of the next warehouse.",
                  "properties": [
                    { "name": "image", "required": true, "description": "The picture.", "accepts": [{ "selector": ["image"] }] },
                    {
                      "name": "sources",
                      "required": true,
                      "description": "What was found.",
                      "accepts": [{ "literal": "list", "items": [{ "selector": ["object_detection_prediction", "keypoint_detection_prediction"] }] }]
                    },
                    { "name": "threshold", "description": "How sure to be, at least | or more.", "accepts": [{ "selector": ["float_zero_to_one"] }, { "literal": "float" }] },
                    { "name": "labels", "description": "Not described.", "accepts": [{ "literal": "list", "items": [{ "literal": "string" }] }, { "literal": "string" }, { "literal": "null" }] },
                    { "name": "extras", "description": "More figures.", "accepts": [{ "literal": "dict", "values": [{ "literal": "float" }, { "literal": "integer" }] }] },
                    {
                      "name": "colour",
                      "description": "The colour.",
                      "accepts": [{ "literal": "tuple", "items": [[{ "literal": "integer" }], [{ "literal": "integer" }], [{ "literal": "integer" }]] }, { "literal": "string" }]
                    },
                    { "name": "next", "required": true, "description": "Where to go on.", "accepts": [{ "target": true }] }
                  ],
                  "outputs": [
                    { "name": "count", "kinds": ["integer"], "description": "How many." },
                    { "name": "*", "kinds": ["*"], "description": "Whatever else." }
                  ],
                  "controlsFlow": true
                }
              ]
            }
            """)!;
        Assert.Equal(CompactJson.Format(expected), CompactJson.Format(manifest));

        // By what rule the configuration names outputs, no page says.
        Assert.Contains("dynamicOutputs", Assert.Single(Generated.Problems(manifest)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_five_families_would_be_sound_manifests()
    {
        foreach (var page in Pages.Committed)
        {
            var manifest = ManifestMaker.Make(Pages.Read(Replace(page.Text, "roboflow_core/", "mine/")), "Mine");
            Assert.Empty(Generated.Problems(manifest));
        }
    }

    [Fact]
    public void A_page_of_markdown_means_the_same_as_its_text()
    {
        string markdown = Rows().Replace(Pages.Own, "| `$1` | `$2` | $3 |").Replace("Properties¶", "## Properties", StringComparison.Ordinal);
        markdown = "# " + Replace(Replace(markdown, "Shelf Counter¶", "Shelf Counter"), "Type identifier¶", "## Type identifier");
        Assert.Contains("| `labels` |", markdown, StringComparison.Ordinal);
        Assert.Equal(
            CompactJson.Format(ManifestMaker.Make(Pages.Read(Pages.Own), "A")),
            CompactJson.Format(ManifestMaker.Make(Pages.Read(markdown), "A")));
    }

    // What is left after a cut is either refused, with the place, or a page that ends after a version.
    [Fact]
    public void A_page_that_breaks_off_is_refused()
    {
        foreach (string text in Pages.Committed.Select(page => page.Text).Append(Pages.Own))
        {
            string[] lines = text.TrimEnd().Split('\n');
            int whole = 0;
            for (int count = 0; count < lines.Length; count++)
            {
                string cut = string.Join('\n', lines[..count]);
                whole += Reads(cut) ? 1 : 0;
            }

            Assert.InRange(whole, 0, 3);
        }
    }

    [Fact]
    public void Damaged_pages_are_read_or_refused()
    {
        string text = Pages.Own;
        var damage = ArbMap.Default.ArbFor<(NonNegativeInt At, NonNegativeInt Length, string Instead)>();
        Prop.ForAll(damage, change =>
        {
            int at = change.At.Get * 37 % text.Length;
            Reads(text[..at] + change.Instead + text[Math.Min(text.Length, at + change.Length.Get)..]);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("", "page.txt:1: The text is empty")]
    [InlineData("Dear diary,\ntoday I counted.", "page.txt:1: This is no documentation page")]
    [InlineData("<html><body>Shelf Counter</body></html>", "page.txt:1: This is HTML")]
    [InlineData("{ \"blocks\": [ }", "page.txt:1: The JSON is broken")]
    [InlineData("{\n\"blocks\": [\n", "page.txt:3: The JSON is broken")]
    [InlineData("[1, 2]", "page.txt:1: A JSON object should stand here")]
    [InlineData("{ \"steps\": [] }", "it has no list 'blocks'")]
    public void What_is_no_page_is_refused(string text, string message) =>
        Assert.Contains(message, Pages.Problem(() => ImportSource.Parse("page.txt", text)), StringComparison.Ordinal);

    [Theory]
    [InlineData("Dict[str, Union[float, int]] |", "Dict[str, Union[float |", "page.txt:24: 'Dict[str, Union[float', the type of 'extras'")]
    [InlineData("\"threshold\": 0.5,", "\"threshold\": 0.5", "page.txt:48: The example is no complete JSON object")]
    [InlineData("\"type\": \"warehouse/shelf_counter@v1\"", "\"type\": \"warehouse/other@v1\"", "page.txt:39: The example is of the type \"warehouse/other@v1\"")]
    [InlineData("The Refs column marks what takes selectors.\n", "", "page.txt:30: The table of properties breaks off")]
    [InlineData("\noutput\n", "\n", "lacks its lists 'input' and 'output'")]
    [InlineData("to add the block", "", "page.txt:9: The type identifier should stand here")]
    public void A_broken_page_is_refused_at_its_place(string from, string to, string message) =>
        Assert.Contains(message, Pages.Problem(() => Pages.Read(Replace(Pages.Own, from, to))), StringComparison.Ordinal);

    private static bool Reads(string text)
    {
        try
        {
            ImportSource.Parse("page.txt", text);
            return true;
        }
        catch (InputException problem)
        {
            Assert.Matches("^page.txt:( \\$|[0-9]+:) ?", problem.Message);
            return false;
        }
    }

    private static string Replace(string text, string from, string to)
    {
        Assert.Contains(from, text, StringComparison.Ordinal);
        return text.Replace(from, to, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^(\w+) \|\n(.+) \|\n((?:.|\n)*?) \|$", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
