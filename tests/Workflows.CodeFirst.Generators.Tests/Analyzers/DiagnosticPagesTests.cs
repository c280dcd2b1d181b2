using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Workflows.CodeFirst.Generators.Tests.Harness;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Generators.Tests.Analyzers;

/// <summary>Every rule has a page, and what the page calls wrong and right is.</summary>
public sealed partial class DiagnosticPagesTests
{
    private static readonly string[] Released = [.. ReleasedRule()
        .Matches(File.ReadAllText(RepositoryFiles.Path("generators", "Workflows.CodeFirst.Generators", "AnalyzerReleases.Unshipped.md")))
        .Select(static match => match.Groups[1].Value)];

    // Deprecated blocks are reported by the compiler, under an id of ours.
    private static readonly string[] Documented = [.. Released, "WF0003"];

    public static TheoryData<string> Rules { get; } = [.. Documented];

    [Fact]
    public void All_rules_are_listed_in_the_index()
    {
        string index = File.ReadAllText(RepositoryFiles.Path("docs", "diagnostics", "README.md"));

        Assert.All(Documented, rule => Assert.Contains($"| [{rule}]({rule}.md) |", index, StringComparison.Ordinal));
        Assert.Equal(Documented.Length + 1, Directory.GetFiles(RepositoryFiles.Path("docs", "diagnostics")).Length);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task The_page_shows_what_is_wrong_and_what_is_right(string id)
    {
        string page = await File.ReadAllTextAsync(RepositoryFiles.Path("docs", "diagnostics", id + ".md"));
        Assert.StartsWith($"# {id}: ", page, StringComparison.Ordinal);
        if (id == "WFM015")
        {
            return;
        }

        Assert.Equal([id], (await Report(Sample(page, "Wrong"))).Distinct());
        Assert.Empty(await Report(Sample(page, "Right")));
    }

    /// <summary>What a rule says would be refused is refused when it runs, and what the page calls right is not.</summary>
    [Theory]
    [InlineData("WF0001", typeof(ArgumentOutOfRangeException))]
    [InlineData("WF0002", typeof(ArgumentException))]
    [InlineData("WF0004", typeof(WorkflowException))]
    [InlineData("WF0008", typeof(WorkflowException))]
    [InlineData("WF0010", typeof(WorkflowException))]
    [InlineData("WF0011", typeof(WorkflowException))]
    public async Task The_library_refuses_what_the_page_calls_wrong(string id, Type refusal)
    {
        string page = await File.ReadAllTextAsync(RepositoryFiles.Path("docs", "diagnostics", id + ".md"));

        Assert.IsType(refusal, Record.Exception(() => Execute(Sample(page, "Wrong"))));
        Assert.Null(Record.Exception(() => Execute(Sample(page, "Right"))));
    }

    [Fact]
    public void Every_rule_links_to_its_page()
    {
        var descriptors = Analysis.All.SelectMany(static analyzer => analyzer.SupportedDiagnostics)
            .Concat(Released.Where(static id => id.StartsWith("WFM", StringComparison.Ordinal)).Select(Diagnostics.ManifestRules.ById));

        Assert.Equal(Released.Order(), descriptors.Select(static descriptor => descriptor.Id).Order());
        Assert.All(descriptors, static descriptor => Assert.True(File.Exists(RepositoryFiles.Path(descriptor.HelpLinkUri)), descriptor.HelpLinkUri));
    }

    private static async Task<IReadOnlyList<string>> Report(string sample)
    {
        if (sample.Contains("\"steps\":", StringComparison.Ordinal))
        {
            return [.. (await Analysis.Of(Compilations.Of(), new TestFile("/project/sample.workflow.json", sample))).Select(static diagnostic => diagnostic.Id)];
        }

        if (sample[0] == '{')
        {
            var taken = new TestFile("/project/manifests/a.json", ManifestFiles.Blur.Content.Replace("\"Blur\"", "\"Taken\"", StringComparison.Ordinal).Replace("my/blur", "my/taken", StringComparison.Ordinal));
            return [.. GeneratorRun.Of(ManifestFiles.Kinds, taken, new TestFile(ManifestFiles.BlurPath, sample)).Diagnostics.Select(static diagnostic => diagnostic.Id)];
        }

        var compilation = Compilations.OfBody(sample);
        return
        [
            .. compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed)
                .Concat(await Analysis.Of(compilation))
                .Select(static diagnostic => diagnostic.Id),
        ];
    }

    private static void Execute(string sample)
    {
        using var assembly = new MemoryStream();
        var emitted = Compilations.OfBody(sample + (sample.Contains("var workflow", StringComparison.Ordinal) ? "\nworkflow.Validate();" : "")).Emit(assembly);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        var method = Assembly.Load(assembly.ToArray()).GetType("Author")!.GetMethod("Write", BindingFlags.Static | BindingFlags.NonPublic)!;
        method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null);
    }

    private static string Sample(string page, string heading)
    {
        string after = page[page.IndexOf($"## {heading}\n", StringComparison.Ordinal)..];
        return CodeBlock().Match(after).Groups[1].Value;
    }

    [GeneratedRegex(@"^(WF\w+) \|", RegexOptions.Multiline)]
    private static partial Regex ReleasedRule();

    [GeneratedRegex(@"```\w+\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
