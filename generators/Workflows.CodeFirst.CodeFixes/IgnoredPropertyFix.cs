using System.Collections.Immutable;
using System.Composition;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workflows.CodeFirst.Generators.Analyzers;

namespace Workflows.CodeFirst.CodeFixes;

/// <summary>Removes the call that sets a property without effect.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(IgnoredPropertyFix))]
[Shared]
public sealed class IgnoredPropertyFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(AuthoringRules.IgnoredProperty.Id);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Remove {access.Name.Identifier.Text}",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(call, access.Expression.WithTrailingTrivia(call.GetTrailingTrivia())))),
                        nameof(IgnoredPropertyFix)),
                    diagnostic);
            }
        }
    }
}
