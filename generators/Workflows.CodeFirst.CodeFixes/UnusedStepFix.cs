using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workflows.CodeFirst.Generators.Analyzers;

namespace Workflows.CodeFirst.CodeFixes;

/// <summary>Adds a forgotten step to the workflow of the method, or gives its variable the copy that a <c>With…</c> method returns.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UnusedStepFix))]
[Shared]
public sealed class UnusedStepFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(AuthoringRules.Unused.Id, AuthoringRules.SinkNotAdded.Id);

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
        {
            return;
        }

        foreach (var diagnostic in context.Diagnostics)
        {
            var node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
            if (node.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is { Initializer: { } initializer } declarator && !initializer.Span.Contains(node.Span))
            {
                if (FindWorkflow(declarator) is { } chain)
                {
                    Register("Add to the workflow", chain, AddStep(chain, declarator.Identifier), diagnostic);
                }
            }
            else if (node.FirstAncestorOrSelf<ExpressionStatementSyntax>() is { Expression: InvocationExpressionSyntax call } statement && VariableOf(call) is { } variable)
            {
                var assignment = SyntaxFactory.AssignmentExpression(
                    SyntaxKind.SimpleAssignmentExpression,
                    variable.WithoutTrivia().WithTrailingTrivia(SyntaxFactory.Space),
                    SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space),
                    call.WithoutLeadingTrivia());
                Register($"Assign the copy to '{variable.Identifier.Text}'", statement, statement.WithExpression(assignment.WithLeadingTrivia(call.GetLeadingTrivia())), diagnostic);
            }
        }

        void Register(string title, SyntaxNode before, SyntaxNode after, Diagnostic diagnostic) => context.RegisterCodeFix(
            CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(before, after))), nameof(UnusedStepFix)),
            diagnostic);
    }

    /// <summary>The variable at the beginning of a chain of calls.</summary>
    private static IdentifierNameSyntax? VariableOf(InvocationExpressionSyntax call)
    {
        ExpressionSyntax expression = call;
        while (expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access })
        {
            expression = access.Expression;
        }

        return expression as IdentifierNameSyntax;
    }

    /// <summary>The last call of the only chain after the step that starts with <c>Workflow.Create</c>.</summary>
    private static InvocationExpressionSyntax? FindWorkflow(SyntaxNode step)
    {
        var scope = step.Ancestors().First(static node => node is BlockSyntax or CompilationUnitSyntax);
        var chains = scope.DescendantNodes()
            .OfType<InvocationExpressionSyntax>()
            .Where(call => call.SpanStart > step.SpanStart && call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Create", Expression: IdentifierNameSyntax { Identifier.Text: "Workflow" } })
            .ToList();
        if (chains.Count != 1)
        {
            return null;
        }

        var last = chains[0];
        while (last.Parent is MemberAccessExpressionSyntax { Name.Identifier.Text: "WithOutput" or "WithStep" or "WithInput", Parent: InvocationExpressionSyntax next })
        {
            last = next;
        }

        return last;
    }

    private static InvocationExpressionSyntax AddStep(InvocationExpressionSyntax chain, SyntaxToken step)
    {
        // On a line of its own where the call before it is.
        var dot = chain.Expression is MemberAccessExpressionSyntax access ? access.OperatorToken : SyntaxFactory.Token(SyntaxKind.DotToken);
        bool ownLine = dot.GetPreviousToken().TrailingTrivia.Any(SyntaxKind.EndOfLineTrivia);
        var expression = ownLine ? chain.WithTrailingTrivia(dot.GetPreviousToken().TrailingTrivia) : chain.WithoutTrailingTrivia();
        return SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression,
                expression,
                ownLine ? SyntaxFactory.Token(SyntaxKind.DotToken).WithLeadingTrivia(dot.LeadingTrivia) : SyntaxFactory.Token(SyntaxKind.DotToken),
                SyntaxFactory.IdentifierName("WithStep")),
            SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(SyntaxFactory.IdentifierName(step.WithoutTrivia())))))
            .WithTrailingTrivia(chain.GetTrailingTrivia());
    }
}
