using System.Collections.Immutable;
using System.Composition;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using Workflows.CodeFirst.Generators.Analyzers;

namespace Workflows.CodeFirst.CodeFixes;

/// <summary>Corrects misspelt names in workflow files.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WorkflowFileFix), DocumentKinds = [nameof(TextDocumentKind.AdditionalDocument)], DocumentExtensions = [".json"])]
[Shared]
public sealed class WorkflowFileFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        AuthoringRules.UnknownBlock.Id,
        AuthoringRules.UnknownProperty.Id,
        AuthoringRules.Unresolved.Id);

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (diagnostic.Properties.TryGetValue(DiagnosticData.Replacement, out string? meant) && meant is not null)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Change to '{meant}'",
                        async cancellation =>
                        {
                            var text = await context.TextDocument.GetTextAsync(cancellation).ConfigureAwait(false);
                            return context.TextDocument.Project.Solution.WithAdditionalDocumentText(
                                context.TextDocument.Id,
                                text.WithChanges(new TextChange(diagnostic.Location.SourceSpan, $"\"{meant}\"")));
                        },
                        nameof(WorkflowFileFix)),
                    diagnostic);
            }
        }

        return Task.CompletedTask;
    }
}
