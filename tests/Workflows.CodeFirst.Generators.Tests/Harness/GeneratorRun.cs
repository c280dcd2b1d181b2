using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Workflows.CodeFirst.Generators.Tests.Harness;

/// <summary>A project with manifests, run through the generator; edits of it run incrementally.</summary>
internal sealed class GeneratorRun
{
    private readonly ImmutableArray<TestFile> files;
    private readonly CSharpCompilation compilation;
    private readonly GeneratorDriver driver;

    private GeneratorRun(GeneratorDriver driver, CSharpCompilation compilation, ImmutableArray<TestFile> files)
    {
        this.driver = driver.RunGenerators(compilation);
        this.compilation = compilation;
        this.files = files;
    }

    public GeneratorRunResult Result => driver.GetRunResult().Results[0];

    public ImmutableArray<Diagnostic> Diagnostics => Result.Diagnostics;

    public IEnumerable<string> Files => Result.GeneratedSources.Select(static source => source.HintName).Order(StringComparer.Ordinal);

    /// <summary>The project together with what was generated.</summary>
    public Compilation Output => compilation.AddSyntaxTrees(Result.GeneratedSources.Select(static source => source.SyntaxTree));

    public static GeneratorRun Of(params IEnumerable<TestFile> files) => Of("Consumer", ownsKinds: false, files);

    public static GeneratorRun Of(string rootNamespace, bool ownsKinds, params IEnumerable<TestFile> files)
    {
        ImmutableArray<TestFile> all = [.. files];
        return new(
            CSharpGeneratorDriver.Create(
                [new BlockGenerator().AsSourceGenerator()],
                all,
                Compilations.ParseOptions,
                new TestOptions(rootNamespace, ownsKinds),
                new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true)),
            Compilations.Of("internal static class Unrelated;"),
            all);
    }

    public string Source(string file) => Result.GeneratedSources.Single(source => source.HintName == file).SourceText.ToString();

    /// <summary>Replaces a file by one with another content, or the same.</summary>
    public GeneratorRun Save(string path, string content)
    {
        var before = files.Single(file => file.Path == path);
        var after = new TestFile(path, content);
        return new(driver.ReplaceAdditionalText(before, after), compilation, files.Replace(before, after));
    }

    /// <summary>Types something into a C# file.</summary>
    public GeneratorRun EditCode() => new(driver, compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("internal static class More;", Compilations.ParseOptions)), files);

    /// <summary>Why the items of a step are as they are, in order.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Reasons(string step) =>
        [.. Result.TrackedSteps[step].SelectMany(static run => run.Outputs).Select(static output => output.Reason)];

    /// <summary>Why the generated files are as they are.</summary>
    public IReadOnlyList<IncrementalStepRunReason> OutputReasons() =>
        [.. Result.TrackedOutputSteps.SelectMany(static step => step.Value).SelectMany(static run => run.Outputs).Select(static output => output.Reason)];
}
