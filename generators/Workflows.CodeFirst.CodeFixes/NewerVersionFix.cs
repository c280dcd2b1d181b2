using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Workflows.CodeFirst.Generators.Analyzers.Facts;
using Workflows.CodeFirst.Generators.Emit;

namespace Workflows.CodeFirst.CodeFixes;

/// <summary>Replaces a deprecated block by its successor, and keeps what the successor has too.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NewerVersionFix))]
[Shared]
public sealed class NewerVersionFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Emitted.DeprecatedBlock);

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null)
        {
            return;
        }

        var catalogue = Catalogue.Of(context.Document.Project.AnalyzerOptions, context.CancellationToken);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (CreationAt(root.FindNode(diagnostic.Location.SourceSpan)) is { } creation
                && model.GetTypeInfo(creation).Type is INamedTypeSymbol type
                && catalogue.FindClass(type) is { Model.ReplacedBy: { } successor } old
                && catalogue.FindType(successor) is { } replacement
                && new Move(model, old, replacement).Of(creation) is { } moved)
            {
                var chain = Move.ChainOf(creation);
                context.RegisterCodeFix(
                    CodeAction.Create(
                        $"Use {replacement.Model.ClassName}",
                        _ => Task.FromResult(context.Document.WithSyntaxRoot(Replace(root, chain, moved, type.Name, replacement.Model.ClassName))),
                        nameof(NewerVersionFix)),
                    diagnostic);
            }
        }
    }

    // The compiler reports the class at a creation, and at a variable that names it.
    private static ObjectCreationExpressionSyntax? CreationAt(SyntaxNode node) => node.Parent switch
    {
        ObjectCreationExpressionSyntax creation => creation,
        VariableDeclarationSyntax { Variables: { Count: 1 } variables } => variables[0].Initializer?.Value.DescendantNodesAndSelf().OfType<ObjectCreationExpressionSyntax>().FirstOrDefault(),
        _ => null,
    };

    private static SyntaxNode Replace(SyntaxNode root, ExpressionSyntax chain, ExpressionSyntax moved, string oldClass, string newClass)
    {
        // A variable that names the class has to name the other one.
        if (chain.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type: IdentifierNameSyntax named } declaration } }
            && named.Identifier.Text == oldClass)
        {
            return root.ReplaceNodes([chain, named], (before, _) => before == chain ? moved : SyntaxFactory.IdentifierName(newClass).WithTriviaFrom(declaration.Type));
        }

        return root.ReplaceNode(chain, moved);
    }

    /// <summary>Rewrites one chain, from the creation to its last <c>With…</c> call.</summary>
    private sealed class Move(SemanticModel model, BlockFacts old, BlockFacts replacement)
    {
        public static ExpressionSyntax ChainOf(ExpressionSyntax creation)
        {
            var chain = creation;
            while (CallOn(chain) is { } call)
            {
                chain = call;
            }

            return chain;
        }

        /// <summary>The new chain; null when something that the new block requires is not in the old chain.</summary>
        public ExpressionSyntax? Of(ObjectCreationExpressionSyntax creation)
        {
            if (creation.ArgumentList is not { } list || model.GetSymbolInfo(creation).Symbol is not IMethodSymbol constructor)
            {
                return null;
            }

            ArgumentSyntax? name = null;
            var given = ImmutableDictionary.CreateBuilder<string, ExpressionSyntax>();
            for (int i = 0; i < list.Arguments.Count; i++)
            {
                var argument = list.Arguments[i];
                string parameter = argument.NameColon?.Name.Identifier.Text ?? constructor.Parameters[i].Name;
                if (parameter == "name")
                {
                    name = argument;
                }
                else if (old.GivenAs(parameter) is { } property)
                {
                    given[property.Name] = argument.Expression;
                }
            }

            var required = replacement.Model.Properties.Where(static property => property.Required).ToList();
            var settings = Calls(creation).ToDictionary(static call => call, call => old.SetBy(NameOf(call)));
            var arguments = ImmutableArray.CreateBuilder<ArgumentSyntax>();
            arguments.Add(name!.WithNameColon(null).WithoutTrivia());
            foreach (var property in required)
            {
                var value = given.TryGetValue(property.Name, out var direct)
                    ? direct
                    : settings.Where(pair => pair.Value?.Name == property.Name && pair.Key.ArgumentList.Arguments.Count == 1).Select(static pair => pair.Key.ArgumentList.Arguments[0].Expression).LastOrDefault();
                if (value is null || Argument(value, property.Name) is not { } argument)
                {
                    return null;
                }

                arguments.Add(SyntaxFactory.Argument(argument.WithoutTrivia()));
            }

            ExpressionSyntax moved = creation
                .WithType(SyntaxFactory.IdentifierName(replacement.Model.ClassName).WithTriviaFrom(creation.Type))
                .WithArgumentList(list.WithArguments(SyntaxFactory.SeparatedList(
                    arguments,
                    Enumerable.Repeat(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(SyntaxFactory.Space), arguments.Count - 1))));

            // What was required and is an option now.
            foreach (var pair in given)
            {
                if (replacement.Named(pair.Key) is { Required: false } option && Argument(pair.Value, pair.Key) is { } argument)
                {
                    moved = SyntaxFactory.InvocationExpression(
                        SyntaxFactory.MemberAccessExpression(SyntaxKind.SimpleMemberAccessExpression, moved.WithoutTrailingTrivia(), SyntaxFactory.IdentifierName("With" + option.Identifier)),
                        SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(argument.WithoutTrivia()))))
                        .WithTrailingTrivia(moved.GetTrailingTrivia());
                }
            }

            foreach (var call in Calls(creation))
            {
                moved = Setting(call, settings[call]?.Name, moved);
            }

            return moved;
        }

        private ExpressionSyntax Setting(InvocationExpressionSyntax call, string? property, ExpressionSyntax source)
        {
            var dropped = source.WithTrailingTrivia(call.GetTrailingTrivia());
            if (property is null || replacement.Named(property) is not { Required: false } option)
            {
                return dropped;
            }

            var arguments = call.ArgumentList.Arguments.Select(argument => Argument(argument.Expression, property) is { } value ? argument.WithExpression(value) : null).ToList();
            var access = (MemberAccessExpressionSyntax)call.Expression;
            return arguments.Contains(null)
                ? dropped
                : call.WithExpression(access.WithExpression(source.WithTrailingTrivia(access.Expression.GetTrailingTrivia())).WithName(SyntaxFactory.IdentifierName("With" + option.Identifier)))
                    .WithArgumentList(call.ArgumentList.WithArguments(SyntaxFactory.SeparatedList(arguments.OfType<ArgumentSyntax>(), call.ArgumentList.Arguments.GetSeparators())));
        }

        /// <summary>The argument as the new block takes it; null when its value is of an enumeration that the new block has not.</summary>
        private ExpressionSyntax? Argument(ExpressionSyntax value, string property)
        {
            if (model.GetSymbolInfo(value).Symbol is not IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } member)
            {
                return value;
            }

            string? text = old.EnumerationOf(property)?.Values.FirstOrDefault(known => known.Identifier == member.Name)?.Text;
            return replacement.EnumerationOf(property) is { } enumeration && enumeration.Values.FirstOrDefault(known => known.Text == text) is { } same
                ? SyntaxFactory.ParseExpression($"{enumeration.Name}.{same.Identifier}").WithTriviaFrom(value)
                : null;
        }

        private static System.Collections.Generic.IEnumerable<InvocationExpressionSyntax> Calls(ExpressionSyntax creation)
        {
            for (var call = CallOn(creation); call is not null; call = CallOn(call))
            {
                yield return call;
            }
        }

        private static InvocationExpressionSyntax? CallOn(ExpressionSyntax expression) =>
            expression.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access
            && access.Expression == expression
            && access.Name.Identifier.Text.StartsWith("With", System.StringComparison.Ordinal)
                ? call
                : null;

        private static string NameOf(InvocationExpressionSyntax call) => ((MemberAccessExpressionSyntax)call.Expression).Name.Identifier.Text;
    }
}
