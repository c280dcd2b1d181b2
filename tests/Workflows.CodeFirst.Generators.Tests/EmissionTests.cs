using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Workflows.CodeFirst.Generators.Tests.Harness;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Generators.Tests;

public sealed class EmissionTests
{
    [Fact]
    public void Every_committed_manifest_generates_code_without_a_warning()
    {
        var run = GeneratorRun.Of(ManifestFiles.Committed.Prepend(ManifestFiles.Kinds));

        Check.None(run.Diagnostics);
        Check.None(run.Output.Complaints());
    }

    [Fact]
    public void No_path_of_a_machine_gets_into_the_code()
    {
        var run = GeneratorRun.Of(ManifestFiles.Committed.Prepend(ManifestFiles.Kinds));

        Assert.All(run.Result.GeneratedSources, static source =>
        {
            string text = source.SourceText.ToString();
            Assert.DoesNotContain(RepositoryFiles.Root, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("manifests/", text, StringComparison.Ordinal);
            Assert.DoesNotContain('\r', text);
            Assert.DoesNotContain('\t', text);
            Assert.All(text.Split('\n'), static line => Assert.Equal(line.TrimEnd(), line));
        });
    }

    [Fact]
    public void The_culture_of_the_machine_changes_nothing()
    {
        // Finnish writes a minus that is no hyphen, and a comma for the decimal point.
        var file = new TestFile(ManifestFiles.BlurPath, ManifestFiles.Blur.Content.Replace("\"minimum\": 0", "\"minimum\": -0.25", StringComparison.Ordinal));
        var invariant = GeneratorRun.Of(ManifestFiles.Kinds, file);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fi-FI");
            var finnish = GeneratorRun.Of(ManifestFiles.Kinds, file);

            Assert.Equal(invariant.Source("BlurV2.g.cs"), finnish.Source("BlurV2.g.cs"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Contains("[ValueRange(Minimum = -0.25, Maximum = 1)] double strength", invariant.Source("BlurV1.g.cs"), StringComparison.Ordinal);
        Check.None(invariant.Output.Complaints());
    }

    [Theory]
    [InlineData("My.App", "My.App.Blocks")]
    [InlineData("my-app", "my_app.Blocks")]
    [InlineData("3d.new", "_3d.@new.Blocks")]
    public void The_namespace_follows_the_project(string root, string expected)
    {
        var run = GeneratorRun.Of(root, ownsKinds: false, ManifestFiles.Kinds, ManifestFiles.Blur);

        Assert.Contains($"\nnamespace {expected};\n", run.Source("BlurV1.g.cs"), StringComparison.Ordinal);
        Check.None(run.Output.Complaints());
    }

    [Fact]
    public void A_project_may_have_types_of_the_same_names()
    {
        var run = GeneratorRun.Of("Consumer", ownsKinds: false, ManifestFiles.Kinds, ManifestFiles.Blur);
        var compilation = run.Output.AddSyntaxTrees(CSharpSyntaxTree.ParseText(
            """
            namespace System2 { }
            namespace Consumer
            {
                internal class Image; internal class Step; internal class Batch<T>; internal class Bounds; internal class JsonNode;
                internal interface IKind; internal class ArgumentNullException;
            }
            namespace Consumer.System { internal class Exception; }
            namespace Consumer.Workflows { internal class Image; }
            internal class PropertyValues;
            """,
            Compilations.ParseOptions));

        Check.None(compilation.Complaints());
    }

    [Fact]
    public void A_set_of_kinds_without_a_name_is_accepted_kind_by_kind()
    {
        var run = GeneratorRun.Of(ManifestFiles.Kinds, new TestFile("/project/manifests/odd.json", """
            {
              "family": "Odd", "name": "Odd", "category": "custom", "summary": "Takes an odd mixture.",
              "versions": [{
                "version": 1, "type": "my/odd@v1",
                "properties": [
                  { "name": "mixture", "required": true, "description": "Any of it.", "accepts": [{ "selector": ["image", "string", "object_detection_prediction", "timestamp"] }] }
                ],
                "outputs": [{ "name": "rest", "kinds": ["image", "timestamp"], "description": "What is left." }]
              }]
            }
            """));
        var compilation = run.Output.AddSyntaxTrees(CSharpSyntaxTree.ParseText(
            """
            using Workflows.CodeFirst;
            using Workflows.CodeFirst.Blocks;
            using Consumer.Blocks;
            internal static class Author
            {
                internal static void Write()
                {
                    var image = Input.Image();
                    var detection = new ObjectDetectionV3("detection", image, "x/1");
                    var fromKind = new OddV1("a", image).WithMixture(detection.Predictions).WithMixture(Input.Parameter(Kind.Timestamp, "when"));
                    var fromUnion = fromKind.WithMixture(fromKind.Rest);
                    new KeypointVisualizationV1("b", fromUnion.Rest, new KeypointDetectionV3("c", fromUnion.Rest, "x/1").Predictions);
                }
            }
            """,
            Compilations.ParseOptions));

        Check.None(run.Diagnostics);
        Check.None(compilation.Complaints());
        var wrong = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(
            "internal static class Wrong { internal static void Write() => new Consumer.Blocks.OddV1(\"a\", Workflows.CodeFirst.Input.Parameter(Workflows.CodeFirst.Kind.Boolean, \"flag\")); }",
            Compilations.ParseOptions));
        Assert.Contains("CS1503", Assert.Single(wrong.Complaints()), StringComparison.Ordinal);
    }

    [Fact]
    public void The_catalogue_of_a_project_is_public_and_finds_by_alias()
    {
        string source = GeneratorRun.Of(ManifestFiles.Kinds, ManifestFiles.Blur).Source("AllBlocks.g.cs");

        Assert.Contains("public static partial class AllBlocks", source, StringComparison.Ordinal);
        Assert.Contains("\"my/blur@v1\" or \"Blur\" => BlurV1.Facts,", source, StringComparison.Ordinal);
    }

    [Fact]
    public void Deprecated_versions_say_so_where_they_are_used_and_nowhere_else()
    {
        string content = ManifestFiles.Blur.Content.Replace("\"type\": \"my/blur@v1\",", "\"type\": \"my/blur@v1\", \"deprecated\": \"Use version 2.\", \"replacedBy\": \"my/blur@v2\",", StringComparison.Ordinal);
        var run = GeneratorRun.Of(ManifestFiles.Kinds, new TestFile(ManifestFiles.BlurPath, content));
        Check.None(run.Output.Complaints());

        var use = run.Output.AddSyntaxTrees(CSharpSyntaxTree.ParseText(
            "internal static class Use { internal static object Make() => new Consumer.Blocks.BlurV1(\"b\", Workflows.CodeFirst.Input.Image()); }",
            Compilations.ParseOptions));
        Assert.Contains("warning WF0003: 'BlurV1' is obsolete: 'Use version 2.'", Assert.Single(use.Complaints()), StringComparison.Ordinal);
    }
}
