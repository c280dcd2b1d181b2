using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Workflows.CodeFirst.Cli.Import;
using Workflows.CodeFirst.Generators;
using Workflows.CodeFirst.Generators.Tests.Harness;

namespace Workflows.CodeFirst.Cli.Tests.Import;

/// <summary>Runs the generator over imported manifests.</summary>
internal static class Generated
{
    private static readonly TestFile Kinds = new("/project/kinds.json", File.ReadAllText(Path.Combine(Pages.Manifests, "kinds.json")));

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    /// <summary>What the generator, or the compiler of what it writes, finds wrong with a manifest.</summary>
    public static IReadOnlyList<string> Problems(JsonObject manifest)
    {
        var driver = CSharpGeneratorDriver.Create(
            [new BlockGenerator().AsSourceGenerator()],
            [Kinds, new TestFile("/project/manifests/imported.json", CompactJson.Format(manifest))],
            Options,
            new TestOptions("Consumer", ownsKinds: false));
        var compilation = CSharpCompilation.Create(
            "Consumer",
            [],
            [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out var found);
        return [.. found.Concat(output.GetDiagnostics()).Where(problem => problem.Severity >= DiagnosticSeverity.Warning).Select(problem => problem.ToString())];
    }
}
