using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Workflows.CodeFirst.Generators.Tests.Harness;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Generators.Tests.Analyzers;

/// <summary>No false alarms: what the project itself shows and tests as right draws no diagnostic of any severity.</summary>
public sealed partial class GoodCodeTests
{
    public static TheoryData<string> Samples { get; } =
    [
        .. Directory.EnumerateFiles(RepositoryFiles.Path("samples"), "*.cs", SearchOption.AllDirectories)
            .Select(static path => Path.GetRelativePath(RepositoryFiles.Root, path).Replace('\\', '/'))
            .Where(static path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)),
    ];

    public static TheoryData<string> Pages { get; } =
    [
        "README.md",
        .. Directory.EnumerateFiles(RepositoryFiles.Path("docs"), "*.md").Select(static path => "docs/" + Path.GetFileName(path)),
    ];

    public static TheoryData<string> TestSources { get; } =
    [
        .. new[] { "Workflows.CodeFirst.Tests", "Workflows.CodeFirst.Runtime.Tests" }
            .SelectMany(static project => Directory.EnumerateFiles(RepositoryFiles.Path("tests", project), "*.cs", SearchOption.AllDirectories))
            .Select(static path => Path.GetRelativePath(RepositoryFiles.Root, path).Replace('\\', '/'))
            .Where(static path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)),
    ];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Samples_draw_no_diagnostic(string path) => Check.None(await Report(await File.ReadAllTextAsync(RepositoryFiles.Path(path)), OutputKind.ConsoleApplication));

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Examples_of_the_documentation_draw_no_diagnostic(string path)
    {
        string page = await File.ReadAllTextAsync(RepositoryFiles.Path(path));
        foreach (Match example in CSharpExample().Matches(page))
        {
            Check.None(await Report(example.Groups[1].Value, OutputKind.ConsoleApplication));
        }
    }

    /// <summary>Tests also write what is wrong, to see it refused: only the mistakes that they mean to make may be reported.</summary>
    [Theory]
    [MemberData(nameof(TestSources))]
    public async Task Tests_draw_no_diagnostic_but_for_the_mistakes_they_test(string path)
    {
        string source = await File.ReadAllTextAsync(RepositoryFiles.Path(path));

        Check.None((await Report(source, OutputKind.DynamicallyLinkedLibrary)).Where(found => !Meant(source, found)));
    }

    /// <summary>Every workflow that the reference engine accepts, written as C#: whatever a rule says is refused must not be among them.</summary>
    [Fact]
    public async Task Workflows_that_the_reference_engine_accepts_draw_none_of_the_diagnostics_that_mean_refused()
    {
        List<string> sources = [];
        foreach (var (id, definition) in GoldenWorkflows.Accepted())
        {
            if (Source(definition, $"Golden{sources.Count}") is { } source)
            {
                sources.Add($"// {id}\n{source}");
            }
        }

        Assert.True(sources.Count > 500, $"{sources.Count}");
        var compilation = Compilations.Of(sources);
        Check.None(compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var found = (await Analysis.Of(compilation)).Where(static diagnostic => diagnostic.Id is not ("WF0007" or "WF0009" or "WF0012"));
        Check.None(found.Select(diagnostic => $"{diagnostic}\n{diagnostic.Location.SourceTree}"));
    }

    private static string? Source(string definition, string name)
    {
        try
        {
            return WorkflowSource.Write(Workflow.Parse(definition), new() { Namespace = name });
        }
        catch (Exception problem) when (problem is NotSupportedException or WorkflowException)
        {
            return null;
        }
    }

    private static bool Meant(string source, Diagnostic found)
    {
        // The method that the diagnostic is in says that something is refused.
        string before = source[..found.Location.SourceSpan.End];
        int start = Math.Max(before.LastIndexOf("[Fact]", StringComparison.Ordinal), before.LastIndexOf("[Theory]", StringComparison.Ordinal));
        int end = source.IndexOf("[Fact]", found.Location.SourceSpan.End, StringComparison.Ordinal);
        string method = source[Math.Max(start, 0)..(end < 0 ? source.Length : end)];
        return method.Contains("Throws", StringComparison.Ordinal) || method.Contains("Record.Exception", StringComparison.Ordinal) || method.Contains("Refuse", StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<Diagnostic>> Report(string source, OutputKind kind)
    {
        var compilation = Compilations.Of(GlobalUsings, source);
        return await Analysis.Of(compilation.WithOptions(compilation.Options.WithOutputKind(kind)));
    }

    private const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading.Tasks;
        """;

    [GeneratedRegex(@"```csharp\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex CSharpExample();
}
