using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Workflows.CodeFirst.Generators.Analyzers;

/// <summary>Reports a constant name of a step or an input that is empty or that no selector can refer to.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NameAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(AuthoringRules.BadName);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName("Workflows.CodeFirst.Step") is { } step
                && start.Compilation.GetTypeByMetadataName("Workflows.CodeFirst.Input") is { } input)
            {
                var untyped = start.Compilation.GetTypeByMetadataName("Workflows.CodeFirst.UntypedStep");
                start.RegisterOperationAction(operation => Analyze(operation, step, untyped, input), OperationKind.Argument);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, INamedTypeSymbol step, INamedTypeSymbol? untyped, INamedTypeSymbol input)
    {
        var argument = (IArgumentOperation)context.Operation;
        if (argument is not { ArgumentKind: ArgumentKind.Explicit, Parameter: { Name: "name", ContainingSymbol: IMethodSymbol method } }
            || argument.Value.ConstantValue is not { HasValue: true, Value: string name })
        {
            return;
        }

        string what;
        if (SymbolEqualityComparer.Default.Equals(method.ContainingType, input))
        {
            what = "an input";
        }
        else if (method.MethodKind == MethodKind.Constructor
            && SymbolEqualityComparer.Default.Equals(method.ContainingType.BaseType, step)
            && !SymbolEqualityComparer.Default.Equals(method.ContainingType, untyped))
        {
            what = "a step";
        }
        else
        {
            return;
        }

        if (name.Length == 0)
        {
            Report($"The name of {what} must not be empty: selectors refer to it");
        }
        else if (!name.All(IsReferable))
        {
            Report($"'{name}' cannot be the name of {what}: selectors refer to it, so use letters a-z and A-Z, digits, '_' and '-'");
        }

        void Report(string message) => context.ReportDiagnostic(Diagnostic.Create(
            AuthoringRules.BadName,
            argument.Value.Syntax.GetLocation(),
            ImmutableDictionary<string, string?>.Empty.Add(DiagnosticData.Replacement, SymbolDisplay.FormatLiteral(ReferableFrom(name, what), quote: true)),
            message));
    }

    private static string ReferableFrom(string name, string what) => name.Length == 0
        ? what.Substring(what.IndexOf(' ') + 1)
        : string.Concat(name.Select(static c => IsReferable(c) ? c : '_'));

    private static bool IsReferable(char c) => (c < 128 && char.IsLetterOrDigit(c)) || c is '_' or '-';
}
