using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Workflows.CodeFirst.Generators.Analyzers.Methods;

/// <summary>The part of an expression that a diagnostic is shown at.</summary>
internal static class Places
{
    /// <summary>The name of the method of a call, the type of a creation, or all of it.</summary>
    public static SyntaxNode NameOf(SyntaxNode expression) => expression switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name,
        ObjectCreationExpressionSyntax creation => creation.Type,
        _ => expression,
    };
}
