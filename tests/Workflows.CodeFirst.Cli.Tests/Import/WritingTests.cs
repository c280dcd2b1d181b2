using System.Text.Json.Nodes;
using Workflows.CodeFirst.Cli.Import;

namespace Workflows.CodeFirst.Cli.Tests.Import;

/// <summary>New families are written once, completely, and nothing else is.</summary>
public sealed class WritingTests
{
    [Fact]
    public void A_new_family_is_written_and_found_again()
    {
        using var folder = new TemporaryFolder();
        var first = ManifestImport.Make([Pages.Read(Pages.Own)], folder.Path, null);
        first.Write();
        Assert.Equal([Path.Combine("custom", "shelf_counter.json")], folder.Files);
        string written = File.ReadAllText(Path.Combine(folder.Path, folder.Files[0]));

        var second = ManifestImport.Make([Pages.Read(Pages.Own.Replace("float |", "int |", StringComparison.Ordinal))], folder.Path, null);
        second.Write();
        Assert.Empty(second.New);
        Assert.Equal(("threshold", "type"), (Assert.Single(second.Differences).Property, second.Differences[0].What));
        Assert.Equal(written, File.ReadAllText(Path.Combine(folder.Path, folder.Files[0])));
    }

    [Fact]
    public void Families_of_the_library_are_written_only_when_a_folder_is_named()
    {
        using var folder = new TemporaryFolder();
        string other = Path.Combine(folder.Path, "output");
        Assert.Empty(ManifestImport.Make([Pages.Read(Pages.Keypoints)], folder.Path, null).New);
        var import = ManifestImport.Make([Pages.Read(Pages.Keypoints)], Pages.Manifests, other);
        import.Write();
        Assert.Equal([Path.Combine("output", "custom", "keypoint_detection.json")], folder.Files);
        Assert.Empty(ManifestImport.Make([Pages.Read(Pages.Keypoints)], other, null).Differences);
    }

    [Fact]
    public void A_family_that_is_given_twice_is_written_once()
    {
        using var folder = new TemporaryFolder();
        var import = ManifestImport.Make([Pages.Read(Pages.Own), Pages.Read(Pages.Own)], folder.Path, null);
        import.Write();
        Assert.Equal([Path.Combine("custom", "shelf_counter.json")], folder.Files);
        Assert.Contains(import.Notes, note => note.Contains("two sources", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_families_of_one_title_get_two_files()
    {
        using var folder = new TemporaryFolder();
        string other = Pages.Own.Replace("warehouse/shelf_counter", "attic/box_counter", StringComparison.Ordinal);
        ManifestImport.Make([Pages.Read(Pages.Own), Pages.Read(other)], folder.Path, null).Write();
        Assert.Equal([Path.Combine("custom", "box_counter.json"), Path.Combine("custom", "shelf_counter.json")], folder.Files);
    }

    [Fact]
    public void A_file_that_cannot_be_written_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("there.json", "{}");
        Assert.Throws<IOException>(() => AtomicFile.Write(path, "other", replace: false));
        Assert.Equal("{}", File.ReadAllText(path));
        Assert.Equal(["there.json"], folder.Files);
    }

    [Fact]
    public void A_broken_manifest_is_named()
    {
        using var folder = new TemporaryFolder();
        folder.Write("broken.json", "{\n  \"family\": \n}");
        Assert.Contains("broken.json:3: The JSON is broken", Pages.Problem(() => KnownManifests.Read(folder.Path)), StringComparison.Ordinal);
    }

    [Fact]
    public void Layout_changes_nothing()
    {
        foreach (string file in Directory.EnumerateFiles(Pages.Manifests, "*.json", SearchOption.AllDirectories))
        {
            var json = JsonNode.Parse(File.ReadAllText(file))!;
            string text = CompactJson.Format(json, 80);
            Assert.True(JsonNode.DeepEquals(json, JsonNode.Parse(text)), file);
            Assert.DoesNotContain(" \n", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("str")]
    [InlineData("List[str]")]
    [InlineData("Dict[Any, Any]")]
    [InlineData("Optional[Dict[str, int], int]")]
    [InlineData("Union[List[float], Tuple[float, float], str]")]
    [InlineData("Dict[str, Union[Dict[Any, Any], List[Any], bool, float, int, str]]")]
    [InlineData("StatementGroup")]
    public void Types_are_printed_as_they_are_read(string type)
    {
        var types = new TypeText(NestedSchemas.Core);
        Assert.Equal(type, types.Of(types.Parse(type)!));
    }

    [Theory]
    [InlineData("List[str")]
    [InlineData("List[str]]")]
    [InlineData("")]
    [InlineData("Union[]")]
    [InlineData("str[int]")]
    public void What_is_no_type_is_refused(string type) => Assert.Null(new TypeText(NestedSchemas.Core).Parse(type));
}
