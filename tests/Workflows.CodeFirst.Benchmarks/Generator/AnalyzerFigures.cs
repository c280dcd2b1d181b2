using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Workflows.CodeFirst.Generators.Analyzers;

namespace Workflows.CodeFirst.Benchmarks;

/// <summary>What the analyzers take of a build, as the compiler accounts for it: of code that has nothing to do with workflows, and of code that writes them.</summary>
internal static class AnalyzerFigures
{
    private const int Methods = 500;

    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers =
    [
        .. typeof(AuthoringAnalyzer).Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    public static void Measure(RatioReport report)
    {
        var plain = Compile("int sum = 0; for (int i = 0; i < 100; i++) { sum += i * value; if (sum > 10) { sum = System.Math.Max(sum, i); } } return sum;");
        var authoring = Compile("""
            var image = Input.Image(); var cars = new ObjectDetectionV3("cars", image, "cars/1").WithIouThreshold(0.4);
            var crops = new DynamicCropV1("crops", image, cars.Predictions); var plates = new ObjectDetectionV3("plates", crops.Crops, "plates/1");
            return Workflow.Create().WithOutput("cars", cars.Predictions).WithOutput("plates", plates.Predictions).Steps.Length;
            """);
        report.Print("analyzers.first_use", Time(authoring), "ms");
        report.Print($"analyzers.{Methods}_plain_methods", Median(plain), "ms");
        report.Print($"analyzers.{Methods}_workflows", Median(authoring), "ms");
    }

    private static double Median(Compilation compilation)
    {
        double[] samples = new double[11];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = Time(compilation);
        }

        Array.Sort(samples);
        return samples[samples.Length / 2];
    }

    // Each time a compilation of its own, bound already, so that only the analyzers are timed.
    private static double Time(Compilation compilation)
    {
        var fresh = compilation.Clone();
        fresh.GetDiagnostics();
        var analysis = fresh.WithAnalyzers(Analyzers, new CompilationWithAnalyzersOptions(new([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));
        var result = analysis.GetAnalysisResultAsync(CancellationToken.None).GetAwaiter().GetResult();
        return result.GetAllDiagnostics() is [var found, ..]
            ? throw new InvalidOperationException(found.ToString())
            : result.AnalyzerTelemetryInfo.Values.Sum(static info => info.ExecutionTime.TotalMilliseconds);
    }

    private static CSharpCompilation Compile(string body)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "Workflows.CodeFirst.dll" or "Workflows.CodeFirst.Data.dll")
            .Select(static path => MetadataReference.CreateFromFile(path));
        var source = $"using Workflows.CodeFirst; using Workflows.CodeFirst.Blocks; internal static class Code {{ {string.Concat(Enumerable.Range(0, Methods).Select(i => $"internal static int Method{i}(int value) {{ {body} }}\n"))} }}";
        var compilation = CSharpCompilation.Create(
            "Code",
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview))],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var wrong = compilation.GetDiagnostics().FirstOrDefault(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return wrong is null ? compilation : throw new InvalidOperationException(wrong.ToString());
    }
}
