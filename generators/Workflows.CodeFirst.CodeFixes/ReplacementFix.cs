using System.Collections.Immutable;
using System.Composition;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using Workflows.CodeFirst.Generators.Analyzers;

namespace Workflows.CodeFirst.CodeFixes;

/// <summary>Puts what the analyzer proposes into the place of what it reports: a value inside the range, a name that can be referred to.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReplacementFix))]
[Shared]
public sealed class ReplacementFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        AuthoringRules.OutOfRange.Id,
        AuthoringRules.BadName.Id,
        AuthoringRules.DuplicateName.Id,
        AuthoringRules.BadModelId.Id);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (diagnostic.Properties.TryGetValue(DiagnosticData.Replacement, out string? replacement) && replacement is not null)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Change to {replacement}",
                        async cancellation =>
                        {
                            var text = await context.Document.GetTextAsync(cancellation).ConfigureAwait(false);
                            return context.Document.WithText(text.WithChanges(new TextChange(diagnostic.Location.SourceSpan, replacement)));
                        },
                        nameof(ReplacementFix)),
                    diagnostic);
            }
        }

        return Task.CompletedTask;
    }
}
