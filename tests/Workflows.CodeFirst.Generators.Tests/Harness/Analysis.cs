using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Workflows.CodeFirst.Generators.Analyzers;

namespace Workflows.CodeFirst.Generators.Tests.Harness;

/// <summary>Runs all analyzers of the package, as a project that references it does.</summary>
internal static class Analysis
{
    public static ImmutableArray<DiagnosticAnalyzer> All { get; } =
    [
        .. typeof(AuthoringAnalyzer).Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>What the analyzers say, by place.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Of(Compilation compilation, params IEnumerable<TestFile> files)
    {
        var options = new AnalyzerOptions([.. files], new TestOptions("Consumer", ownsKinds: false));
        var found = await compilation.WithAnalyzers(All, new CompilationWithAnalyzersOptions(
            options,
            onAnalyzerException: static (exception, analyzer, _) => throw new InvalidOperationException(analyzer.ToString(), exception),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false)).GetAnalyzerDiagnosticsAsync();
        return [.. found.OrderBy(static diagnostic => diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal).ThenBy(static diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    /// <summary>What the analyzers say about a method body: the id, and the text it is shown at.</summary>
    public static async Task<IReadOnlyList<string>> OfBody(string body)
    {
        var compilation = Compilations.OfBody(body);
        Check.None(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return [.. (await Of(compilation)).Select(static diagnostic => $"{diagnostic.Id} {TextAt(diagnostic)}")];
    }

    private static string TextAt(Diagnostic diagnostic) => diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);
}
