using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Workflows.CodeFirst.Generators;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Benchmarks;

/// <summary>What the generator costs an IDE and a build, and what 226 builders cost a program: one line a figure.</summary>
internal static class GeneratorFigures
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview);

    public static int Run(TextWriter output)
    {
        var report = new RatioReport(output);
        Generate(report);
        AnalyzerFigures.Measure(report);
        report.Print("library.assembly", new FileInfo(typeof(Step).Assembly.Location).Length / 1024.0, "KiB");
        report.Print("library.generator_assembly", new FileInfo(typeof(BlockGenerator).Assembly.Location).Length / 1024.0, "KiB");
        FirstWorkflow.Measure(report);
        return 0;
    }

    private static void Generate(RatioReport report)
    {
        var files = Manifests();
        var compilation = CSharpCompilation.Create("Library", [CSharpSyntaxTree.ParseText("internal static class Code;", ParseOptions)]);
        GeneratorDriver driver = Driver(files, tracks: false);

        // The first run of the process: everything is compiled just in time.
        long start = Stopwatch.GetTimestamp();
        driver = driver.RunGenerators(compilation);
        report.Print("generator.cold", Stopwatch.GetElapsedTime(start).TotalMilliseconds, "ms");
        report.Print("generator.files", driver.GetRunResult().GeneratedTrees.Length, "files");

        var edited = files.Single(static file => file.Path.EndsWith("keypoint_detection.json", StringComparison.Ordinal));
        report.Print("generator.edit_manifest", Median(i =>
        {
            var changed = new ManifestText(edited.Path, edited.Text.Replace("\"summary\": \"", $"\"summary\": \"{i} ", StringComparison.Ordinal));
            return () => driver.ReplaceAdditionalText(edited, changed).RunGenerators(compilation);
        }), "ms");
        report.Print("generator.edit_code", Median(i =>
        {
            var changed = EditCode(compilation, i);
            return () => driver.RunGenerators(changed);
        }), "ms");

        // Keeping account of the steps takes longer than the steps, so it is done apart.
        int ran = Driver(files, tracks: true).RunGenerators(compilation).RunGenerators(EditCode(compilation, 0)).GetRunResult().Results[0].TrackedSteps
            .Where(static step => step.Key != "Compilation")
            .SelectMany(static step => step.Value)
            .SelectMany(static run => run.Outputs)
            .Count(static made => made.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
        report.Print("generator.edit_code_steps_that_ran", ran, "steps");
    }

    private static CSharpGeneratorDriver Driver(IEnumerable<AdditionalText> files, bool tracks) => CSharpGeneratorDriver.Create(
        [new BlockGenerator().AsSourceGenerator()],
        files,
        ParseOptions,
        new ManifestOptions(),
        new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, tracks));

    private static CSharpCompilation EditCode(CSharpCompilation compilation, int i) =>
        compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText($"internal static class More{i};", ParseOptions));

    private static double Median(Func<int, Action> prepare)
    {
        const int Warm = 5;
        double[] samples = new double[31];
        for (int i = -Warm; i < samples.Length; i++)
        {
            var action = prepare(i + Warm);
            long start = Stopwatch.GetTimestamp();
            action();
            if (i >= 0)
            {
                samples[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        }

        Array.Sort(samples);
        return samples[samples.Length / 2];
    }

    private static ImmutableArray<ManifestText> Manifests()
    {
        string root = RepositoryFiles.Path("manifests");
        return
        [
            new(Path.Combine(root, "kinds.json"), File.ReadAllText(Path.Combine(root, "kinds.json"))),
            .. Directory.EnumerateDirectories(root).SelectMany(static folder => Directory.EnumerateFiles(folder, "*.json")).Order(StringComparer.Ordinal)
                .Select(static path => new ManifestText(path, File.ReadAllText(path))),
        ];
    }
}
