using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Workflows.CodeFirst.CodeFixes;

namespace Workflows.CodeFirst.Generators.Tests.Harness;

/// <summary>Applies code fixes in a workspace, as an IDE does.</summary>
internal static class FixRun
{
    private static readonly ImmutableArray<CodeFixProvider> Fixes =
    [
        .. typeof(ReplacementFix).Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(CodeFixProvider)))
            .Select(static type => (CodeFixProvider)Activator.CreateInstance(type)!),
    ];

    /// <summary>The method body after the first fix of its first diagnostic that has one; null when none has. The result must compile as well as what it was made of.</summary>
    public static async Task<string?> OnBody(string body)
    {
        var compilation = Compilations.OfBody(body);
        var tree = compilation.SyntaxTrees.Single();
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(ProjectId.CreateNewId(), VersionStamp.Default, "Consumer", "Consumer", LanguageNames.CSharp)
            .WithMetadataReferences(compilation.References)
            .WithParseOptions(Compilations.ParseOptions)
            .WithCompilationOptions(compilation.Options));
        var document = project.AddDocument("Source0.cs", await tree.GetTextAsync());
        var inProject = (await document.Project.GetCompilationAsync())!;
        Check.None(inProject.GetDiagnostics().Where(static problem => problem.Severity == DiagnosticSeverity.Error));
        var diagnostics = inProject.GetDiagnostics().Where(static diagnostic => diagnostic.Id.StartsWith("WF", StringComparison.Ordinal))
            .Concat(await Analysis.Of(inProject));
        foreach (var diagnostic in diagnostics)
        {
            foreach (var fix in Fixes.Where(fix => fix.FixableDiagnosticIds.Contains(diagnostic.Id)))
            {
                CodeAction? action = null;
                await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (found, _) => action ??= found, CancellationToken.None));
                if (action is not null)
                {
                    var solution = (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
                    var changed = solution.GetDocument(document.Id)!;
                    Check.None((await changed.Project.GetCompilationAsync())!.GetDiagnostics().Where(static problem => problem.Severity == DiagnosticSeverity.Error));
                    return BodyOf((await changed.GetTextAsync()).ToString());
                }
            }
        }

        return null;
    }

    /// <summary>A workflow file after the first fix.</summary>
    public static async Task<string?> OnFile(string content)
    {
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject("Consumer", LanguageNames.CSharp);
        var document = project.AddAdditionalDocument("x.workflow.json", content, filePath: "/project/x.workflow.json");
        foreach (var diagnostic in await Analysis.Of(Compilations.Of(), new TestFile("/project/x.workflow.json", content)))
        {
            CodeAction? action = null;
            await new WorkflowFileFix().RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic.Location.SourceSpan, [diagnostic], (found, _) => action ??= found, CancellationToken.None));
            if (action is not null)
            {
                var solution = (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
                return (await solution.GetAdditionalDocument(document.Id)!.GetTextAsync()).ToString();
            }
        }

        return null;
    }

    private static string BodyOf(string source)
    {
        const string start = "internal static void Write()\n    {\n";
        int from = source.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return source[from..source.LastIndexOf("    }\n}", StringComparison.Ordinal)].Trim();
    }
}
