using Microsoft.CodeAnalysis.Text;
using Workflows.CodeFirst.Generators.Tests.Harness;

namespace Workflows.CodeFirst.Generators.Tests;

/// <summary>Everything that can be wrong with a manifest: one diagnostic, at the very place, and all other blocks still generate.</summary>
public sealed class BadManifestTests
{
    private static readonly TestFile Other = new("/project/manifests/other.json", ManifestFiles.Blur.Content
        .Replace("\"Blur\"", "\"Other\"", StringComparison.Ordinal)
        .Replace("my/blur", "my/other", StringComparison.Ordinal));

    /// <summary>An edit of the manifest, and what is said at which place of the edited text.</summary>
    /// <param name="From">What is replaced, once.</param>
    /// <param name="To">By what.</param>
    /// <param name="Id">The expected id.</param>
    /// <param name="At">The text that the diagnostic covers.</param>
    /// <param name="Message">What the message contains.</param>
    /// <param name="Survivors">Which versions of the edited family still generate.</param>
    public sealed record Case(string From, string To, string Id, string At, string Message, params string[] Survivors)
    {
        public override string ToString() => $"{Id} {To}";
    }

    public static TheoryData<Case> Cases { get; } =
    [
        // The text as a whole.
        new("\"category\": \"custom\",", "\"category\": \"custom\"", "WFM001", "\"", "',' or '}' is expected"),
        new("\"properties\": [\"image\", \"strength\"]", "\"properties\": [\"image\", \"strength\",]", "WFM001", "]", "a value is expected"),
        new("\"Blur\",\n  \"category\"", "\"Blur\n  \"category\"", "WFM001", "\n", "line breaks"),
        new("\"default\": 0.5", "\"default\": 0.5.1", "WFM001", ".", "',' or '}' is expected"),
        new("\"default\": 0.5", "\"default\": .5", "WFM001", ".", "a value is expected"),
        new("\"default\": 0.5", "\"default\": 01", "WFM001", "0", "this is not a JSON number"),
        new("\"default\": 0.5", "\"default\": NaN", "WFM001", "N", "a value is expected"),

        // Fields.
        new("\"summary\": \"Makes parts of an image unrecognisable.\",", "", "WFM002", "{", "The manifest needs the field 'summary'"),
        new("\"type\": \"my/blur@v1\",", "", "WFM002", "{", "The version needs the field 'type'", "BlurV2"),
        new("\"description\": \"The look.\",", "", "WFM002", "{", "The property needs the field 'description'", "BlurV1"),
        new("{ \"literal\": \"string\", \"enum\": [\"soft\", \"pixels\"] }", "{ }", "WFM002", "{", "'literal' or 'selector'", "BlurV1"),
        new("\"aliases\": [\"Blur\"]", "\"alias\": [\"Blur\"]", "WFM003", "\"alias\"", "did you mean 'aliases'?", "BlurV2"),
        new("\"batch\": { \"accepts\"", "\"batch\": { \"acepts\"", "WFM003", "\"acepts\"", "did you mean 'accepts'?", "BlurV1"),
        new("\"default\": \"soft\",", "\"colour\": 1, \"default\": \"soft\",", "WFM003", "\"colour\"", "The property has no field 'colour'", "BlurV1"),
        new("\"category\": \"custom\",", "\"category\": \"custom\", \"extra\": 1,", "WFM003", "\"extra\"", "The manifest has no field 'extra'", "BlurV1", "BlurV2"),
        new("\"version\": 2", "\"version\": \"2\"", "WFM004", "\"2\"", "'version' must be a whole number from 1", "BlurV1"),
        new("\"version\": 2", "\"version\": 0", "WFM004", "0", "'version' must be a whole number from 1", "BlurV1"),
        new("\"type\": \"my/blur@v2\"", "\"type\": \" \"", "WFM004", "\" \"", "'type' must be a text that is not empty", "BlurV1"),
        new("\"category\": \"custom\"", "\"category\": \"modle\"", "WFM004", "\"modle\"", "did you mean 'model'?"),
        new("\"required\": true", "\"required\": \"yes\"", "WFM004", "\"yes\"", "'required' must be true or false"),
        new("\"properties\": [\"image\", \"strength\"]", "\"properties\": \"image\"", "WFM004", "\"image\"", "'properties' must be a list", "BlurV2"),
        new("\"literal\": \"string\"", "\"literal\": \"sting\"", "WFM004", "\"sting\"", "did you mean 'string'?", "BlurV1"),
        new("{ \"literal\": \"string\", \"enum\": [\"soft\", \"pixels\"] }", "\"string\"", "WFM004", "\"string\"", "a list of objects", "BlurV1"),
        new("{ \"literal\": \"string\", \"enum\": [\"soft\", \"pixels\"] }", "{ \"literal\": \"null\" }", "WFM004", "[", "something besides null", "BlurV1"),
        new("\"minimum\": 0,", "\"minimum\": 1e999,", "WFM004", "1e999", "'minimum' must be a number"),
        new("\"selector\": [\"image\"]", "\"selector\": []", "WFM004", "[", "a list of at least one element"),
        new("\"required\": true,", "\"required\": true, \"default\": null,", "WFM004", "\"default\"", "absent where the property is required"),

        // Names that point elsewhere.
        new("\"selector\": [\"image\"]", "\"selector\": [\"imgae\"]", "WFM005", "\"imgae\"", "There is no kind 'imgae'; did you mean 'image'?"),
        new("\"kinds\": [\"image\"], \"description\": \"The blurred image.\" }]\n    },\n", "\"kinds\": [\"pictures\"], \"description\": \"The blurred image.\" }]\n    },\n", "WFM005", "\"pictures\"", "There is no kind 'pictures'", "BlurV2"),
        new("\"properties\": [\"image\", \"strength\"]", "\"properties\": [\"image\", \"strenght\"]", "WFM006", "\"strenght\"", "did you mean 'strength'?", "BlurV2"),
        new("\"enum\": [\"soft\", \"pixels\"]", "\"enum\": \"ConfidenceMood\"", "WFM007", "\"ConfidenceMood\"", "did you mean 'ConfidenceMode'?", "BlurV1"),
        new("\"batch\": { \"accepts\": [\"image\"] }", "\"batch\": { \"accepts\": [\"images\"] }", "WFM013", "\"images\"", "The block has no property 'images'; did you mean 'image'?", "BlurV1"),
        new("\"batch\": { \"accepts\": [\"image\"] }", "\"batch\": { \"offsets\": { \"picture\": 1 } }", "WFM013", "\"picture\"", "The block has no property 'picture'", "BlurV1"),
        new("\"batch\": { \"accepts\": [\"image\"] }", "\"batch\": { \"reference\": \"mod\" }", "WFM013", "\"mod\"", "did you mean 'mode'?", "BlurV1"),
        new("\"batch\": { \"accepts\": [\"image\"] }", "\"rules\": [{ \"notNull\": [\"moode\"], \"message\": \"m\" }]", "WFM013", "\"moode\"", "did you mean 'mode'?", "BlurV1"),
        new("\"default\": \"soft\",", "\"default\": \"soft\", \"relevantFor\": { \"look\": [1] },", "WFM013", "\"look\"", "The block has no property 'look'", "BlurV1"),

        // Names themselves.
        new("\"name\": \"Blur\"", "\"name\": \"Blur It\"", "WFM008", "\"Blur It\"", "'Blur It' makes no C# name"),
        new("\"name\": \"mode\"", "\"name\": \"2mode\"", "WFM008", "\"2mode\"", "'2mode' makes no C# name", "BlurV1"),
        new("\"name\": \"mode\"", "\"name\": \"blur-mode\"", "WFM008", "\"blur-mode\"", "use letters, digits and '_'", "BlurV1"),
        new("[\"soft\", \"pixels\"]", "[\"soft\", \"3d\"]", "WFM008", "\"3d\"", "give the value an 'identifier'", "BlurV1"),
        new("\"name\": \"mode\"", "\"name\": \"name\"", "WFM004", "\"name\"", "every step has 'type' and 'name' already", "BlurV1"),

        // Twice.
        new("\"type\": \"my/blur@v2\"", "\"type\": \"my/other@v1\"", "WFM009", "\"my/other@v1\"", "is already that of OtherV1", "BlurV1"),
        new("\"type\": \"my/blur@v2\"", "\"type\": \"my/blur@v1\"", "WFM009", "\"my/blur@v1\"", "is already that of BlurV1", "BlurV1"),
        new("\"type\": \"my/blur@v2\"", "\"type\": \"my/blur@v2\", \"aliases\": [\"Blur\"]", "WFM009", "\"Blur\"", "is already that of BlurV1", "BlurV1"),
        new("\"properties\": [\"image\", \"strength\"]", "\"properties\": [\"image\", \"strength\", \"image\"]", "WFM010", "\"image\"", "The property 'image' is declared twice", "BlurV2"),
        new("\"name\": \"mode\"", "\"name\": \"strength\"", "WFM010", "\"strength\"", "The property 'strength' is declared twice", "BlurV1"),
        new("\"name\": \"mode\"", "\"name\": \"Strength\"", "WFM010", "\"strength\"", "The property 'strength' is declared twice", "BlurV1"),
        new("\"name\": \"mode\",", "\"name\": \"mode\", \"aliases\": [\"image\"],", "WFM010", "\"image\"", "The key 'image' is declared twice", "BlurV1"),
        new("\"version\": 2", "\"version\": 1", "WFM010", "1", "The version 'BlurV1' is declared twice", "BlurV1"),
        new("\"default\": \"soft\",", "\"default\": \"soft\", \"default\": \"soft\",", "WFM010", "\"default\"", "The field 'default' is declared twice", "BlurV1"),
        new("[\"soft\", \"pixels\"]", "[\"soft\", \"pixels\", \"soft\"]", "WFM010", "\"soft\"", "The value 'soft' is declared twice", "BlurV1"),
        new("[\"soft\", \"pixels\"]", "[\"soft\", \"SOFT\"]", "WFM010", "\"SOFT\"", "The C# name of a value, 'Soft' is declared twice", "BlurV1"),

        // Numbers.
        new("\"minimum\": 0, \"maximum\": 1", "\"minimum\": 2, \"maximum\": 1", "WFM011", "1", "No number is at least 2 and at most 1"),
        new("\"minimum\": 0, \"maximum\": 1", "\"exclusiveMinimum\": 1, \"maximum\": 1", "WFM011", "1", "No number is greater than 1 and at most 1"),
        new("\"default\": 0.5", "\"default\": 1.5", "WFM012", "1.5", "The default 1.5 is not one of the literals"),
        new("\"default\": 0.5", "\"default\": \"much\"", "WFM012", "\"much\"", "The default \"much\" is not one of the literals"),
        new("\"default\": \"soft\"", "\"default\": \"sofd\"", "WFM012", "\"sofd\"", "The default \"sofd\" is not one of the literals", "BlurV1"),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Mistakes_are_named_where_they_are(Case @case)
    {
        string content = ManifestFiles.Blur.Content;
        int edit = content.IndexOf(@case.From, StringComparison.Ordinal);
        Assert.True(edit >= 0, "The case edits nothing.");
        string edited = string.Concat(content.AsSpan(0, edit), @case.To, content.AsSpan(edit + @case.From.Length));

        var run = GeneratorRun.Of(ManifestFiles.Kinds, Other, new TestFile(ManifestFiles.BlurPath, edited));

        var diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(@case.Id, diagnostic.Id);
        Assert.Contains(@case.Message, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal(ManifestFiles.BlurPath, diagnostic.Location.GetLineSpan().Path);

        // The span covers the expected text, and line and column say the same place.
        var span = diagnostic.Location.SourceSpan;
        Assert.Equal(@case.At, edited.Substring(span.Start, span.Length));
        Assert.Equal(SourceText.From(edited).Lines.GetLinePositionSpan(span), diagnostic.Location.GetLineSpan().Span);

        Assert.Equal(
            @case.Survivors.Append("OtherV1").Append("OtherV2").Select(static name => name + ".g.cs"),
            run.Files.Where(static file => file is ['B' or 'O', .., 'V', _, '.', 'g', '.', 'c', 's']));
        Check.None(run.Output.Complaints());
    }

    [Fact]
    public void Line_and_column_are_those_of_the_editor()
    {
        var run = GeneratorRun.Of(ManifestFiles.Kinds, new TestFile(ManifestFiles.BlurPath, "{\n  \"family\": \"Blur\",\n  \"nmae\": \"Blur\"\n}"));

        Assert.Contains(run.Diagnostics, static diagnostic => diagnostic.ToString() ==
            $"{ManifestFiles.BlurPath}(3,3): error WFM003: The manifest has no field 'nmae'; did you mean 'name'?");
    }

    [Fact]
    public void A_mistake_in_a_shared_property_is_said_once_and_takes_every_version_that_uses_it()
    {
        string edited = ManifestFiles.Blur.Content.Replace("\"description\": \"The image.\"", "\"descripton\": \"The image.\"", StringComparison.Ordinal);
        var run = GeneratorRun.Of(ManifestFiles.Kinds, Other, new TestFile(ManifestFiles.BlurPath, edited));

        Assert.Equal(["WFM002", "WFM003"], run.Diagnostics.Select(static diagnostic => diagnostic.Id).Order());
        Assert.DoesNotContain(run.Files, static file => file.StartsWith("Blur", StringComparison.Ordinal));
        Assert.Contains("OtherV2.g.cs", run.Files);
    }

    [Fact]
    public void Two_families_of_one_name_cannot_both_be()
    {
        var twin = new TestFile("/project/manifests/twin.json", ManifestFiles.Blur.Content.Replace("my/blur", "my/twin", StringComparison.Ordinal).Replace("[\"Blur\"]", "[\"Twin\"]", StringComparison.Ordinal));
        var run = GeneratorRun.Of(ManifestFiles.Kinds, ManifestFiles.Blur, twin);

        Assert.All(run.Diagnostics, static diagnostic => Assert.Equal("WFM014", diagnostic.Id));
        Assert.All(run.Diagnostics, diagnostic => Assert.Equal(twin.Path, diagnostic.Location.GetLineSpan().Path));
        Assert.Equal(["AllBlocks.g.cs", "BlurMode.g.cs", "BlurV1.g.cs", "BlurV2.g.cs"], run.Files);
        Check.None(run.Output.Complaints());
    }

    [Fact]
    public void Without_kinds_nothing_can_be_generated()
    {
        Assert.Equal("WFM015", Assert.Single(GeneratorRun.Of(ManifestFiles.Blur).Diagnostics).Id);
        Assert.Equal(["WFM001", "WFM015"], GeneratorRun.Of(new TestFile("/project/kinds.json", "["), ManifestFiles.Blur).Diagnostics.Select(static diagnostic => diagnostic.Id).Order());
    }

    [Theory]
    [InlineData("\"identifier\": \"Image\"", "\"identifier\": \"The Image\"", "WFM008")]
    [InlineData("\"name\": \"video_metadata\"", "\"name\": \"image\"", "WFM010")]
    [InlineData("\"identifier\": \"VideoMetadata\"", "\"identifier\": \"Image\"", "WFM010")]
    [InlineData("\"value\": \"VideoFrame\"", "\"value\": \"Video Frame\"", "WFM004")]
    [InlineData("\"name\": \"video_metadata\",", "", "WFM002")]
    [InlineData("\"kinds\": [\"string\", \"bytes\"]", "\"kinds\": [\"string\", \"bits\"]", "WFM005")]
    [InlineData("\"kinds\": [\"string\", \"bytes\"]", "\"kinds\": [\"string\", \"image\"]", "WFM010")]
    [InlineData("\"kinds\": [\"string\", \"bytes\"]", "\"kinds\": [\"string\"]", "WFM004")]
    [InlineData("\"value\": \"best\"", "\"value\": \"default\"", "WFM010")]
    public void A_mistake_in_the_kinds_takes_only_what_it_concerns(string from, string to, string id)
    {
        int edit = ManifestFiles.Kinds.Content.IndexOf(from, StringComparison.Ordinal);
        Assert.True(edit >= 0, "The case edits nothing.");
        string edited = string.Concat(ManifestFiles.Kinds.Content.AsSpan(0, edit), to, ManifestFiles.Kinds.Content.AsSpan(edit + from.Length));
        var run = GeneratorRun.Of(new TestFile(ManifestFiles.Kinds.Path, edited), new TestFile("/project/manifests/text.json", """
            {
              "family": "Text", "name": "Text", "category": "custom", "summary": "Upper-cases.",
              "versions": [{
                "version": 1, "type": "my/text@v1",
                "properties": [{ "name": "text", "required": true, "description": "The text.", "accepts": [{ "literal": "string" }, { "selector": ["string"] }] }],
                "outputs": [{ "name": "text", "kinds": ["string"], "description": "The text." }]
              }]
            }
            """));

        Assert.Equal(id, run.Diagnostics[0].Id);
        Assert.Equal(ManifestFiles.Kinds.Path, run.Diagnostics[0].Location.GetLineSpan().Path);
        Assert.Contains("TextV1.g.cs", run.Files);
    }
}
