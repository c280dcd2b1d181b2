using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Workflows.CodeFirst.Cli.Reference;
using Workflows.CodeFirst.Cli.Schema;
using Workflows.CodeFirst.Manifests;
using Workflows.CodeFirst.Runtime;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Cli.Tests.Reference;

/// <summary>The reference of the blocks is what the manifests say, and its examples are right.</summary>
public sealed partial class ReferencePagesTests
{
    private const string Regenerate = "Run: dotnet run --project src/Workflows.CodeFirst.Cli -- docs docs";

    // Deprecated versions have a page, too.
    private const string Deprecated = "WF0003";

    private static readonly string Blocks = RepositoryFiles.Path("docs", "blocks");

    [Fact]
    public void The_committed_pages_and_schema_are_those_of_the_manifests()
    {
        using var runtime = new WorkflowRuntime();
        var files = ReferencePages.All(BlockCatalogue.Core, runtime.Blocks).ToList();
        foreach (var (path, text) in files)
        {
            string file = RepositoryFiles.Path("docs", path);
            Assert.True(File.Exists(file) && File.ReadAllText(file).ReplaceLineEndings("\n") == text, $"docs/{path} is not up to date. {Regenerate}");
        }

        var pages = files.Select(file => Path.GetFileName(file.Path)).ToHashSet(StringComparer.Ordinal);
        Assert.All(Directory.EnumerateFiles(Blocks), file => Assert.True(pages.Contains(Path.GetFileName(file)), $"{file} belongs to no family. Delete it."));
    }

    [Fact]
    public void Every_example_compiles_and_builds_the_workflow_beside_it()
    {
        var examples = Examples();
        Assert.Equal(BlockCatalogue.Core.All.Length, examples.Count);
        var assembly = Compile(examples.Select((example, i) => $$"""
            using System.Collections.Generic;
            using System.Text.Json.Nodes;
            using Workflows.CodeFirst;
            using Workflows.CodeFirst.Blocks;

            public static class Example{{i}}
            {
                public static Workflow Create()
                {
            {{example.CSharp}}
                    return workflow;
                }
            }
            """));
        for (int i = 0; i < examples.Count; i++)
        {
            var built = (Workflow)assembly.GetType($"Example{i}")!.GetMethod("Create")!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null)!;
            Assert.Equal(Meaning(Workflow.Parse(examples[i].Json)), Meaning(built));
        }
    }

    [Fact]
    public void Every_example_is_valid_and_shows_its_block()
    {
        var schema = new SchemaChecker(WorkflowSchema.Make(BlockCatalogue.Core));
        foreach (var block in BlockCatalogue.Core.All)
        {
            var example = ExampleWorkflow.Of(block);
            var problems = schema.Check(example);
            Assert.True(problems.Count == 0, $"{block.Type}: {string.Join(", ", problems)}");
            Assert.Contains(example["steps"]!.AsArray(), step => (string)step!["type"]! == block.Type);
            Workflow.Parse(example.ToJsonString()).Validate();
        }
    }

    [Fact]
    public void Every_member_exists()
    {
        foreach (var block in BlockCatalogue.Core.All)
        {
            var type = Members.TypeOf(block);
            Assert.All(block.Properties, property => Assert.True(type.GetMember(Members.Property(property)).Length > 0, $"{type.Name}.{Members.Property(property)}"));
            Assert.All(block.Outputs, output => Assert.True(output.Name == "*" || Members.Output(block, output) is not null, $"{type.Name}: {output.Name}"));
        }
    }

    [Fact]
    public void Every_link_leads_to_a_page()
    {
        foreach (string file in Directory.EnumerateFiles(Blocks, "*.md"))
        {
            Assert.All(Link().Matches(File.ReadAllText(file)), link => Assert.True(File.Exists(Path.Combine(Blocks, link.Groups[1].Value)), $"{Path.GetFileName(file)}: {link}"));
        }
    }

    private static List<(string CSharp, string Json)> Examples() =>
    [
        .. Directory.EnumerateFiles(Blocks, "*.md")
            .Order(StringComparer.Ordinal)
            .SelectMany(file => Example().Matches(File.ReadAllText(file).ReplaceLineEndings("\n")))
            .Select(match => (match.Groups["csharp"].Value, match.Groups["json"].Value)),
    ];

    private static Assembly Compile(IEnumerable<string> sources)
    {
        var compilation = CSharpCompilation.Create(
            "Examples",
            sources.Select(source => CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview))),
            [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, specificDiagnosticOptions: [new(Deprecated, ReportDiagnostic.Suppress)]));
        using var assembly = new MemoryStream();
        var problems = compilation.Emit(assembly).Diagnostics.Where(problem => problem.Severity >= DiagnosticSeverity.Warning).ToList();
        Assert.True(problems.Count == 0, string.Join('\n', problems.Take(10)));
        return Assembly.Load(assembly.ToArray());
    }

    // The order of inputs and steps means nothing.
    private static string Meaning(Workflow workflow)
    {
        var json = JsonNode.Parse(workflow.ToJson())!.AsObject();
        return string.Join('\n', json.SelectMany(member => member.Value is JsonArray list
            ? list.Select(item => $"{member.Key} {Sorted(item!).ToJsonString()}").Order(StringComparer.Ordinal)
            : (IEnumerable<string>)[$"{member.Key} {member.Value?.ToJsonString()}"]));
    }

    private static JsonObject Sorted(JsonNode json) => new(json.AsObject().OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));

    [GeneratedRegex("```csharp\n(?<csharp>.*?)\n```\n.*?```json\n(?<json>.*?)```\n", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"\]\(([a-z0-9-]+\.md|README\.md)\)")]
    private static partial Regex Link();
}
