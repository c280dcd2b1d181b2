using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Workflows.CodeFirst.Generators.Analyzers.Facts;
using Workflows.CodeFirst.Generators.Manifests.Model;

namespace Workflows.CodeFirst.Generators.Analyzers;

/// <summary>Reports a constant that names no model, where a model is named.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ModelIdAnalyzer : DiagnosticAnalyzer
{
    private const string ModelIdKind = "roboflow_model_id";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(AuthoringRules.BadModelId);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (LibraryTypes.Of(start.Compilation) is { } types)
            {
                var options = start.Options;
                var cancellation = start.CancellationToken;
                var catalogue = new Lazy<Catalogue>(() => Catalogue.Of(options, cancellation));
                start.RegisterOperationAction(operation => Analyze(operation, types, catalogue), OperationKind.Argument);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, LibraryTypes types, Lazy<Catalogue> catalogue)
    {
        if (context.Operation is IArgumentOperation
            {
                Value: { Type.SpecialType: SpecialType.System_String, ConstantValue: { HasValue: true, Value: string id } } value,
                Parameter: { ContainingSymbol: IMethodSymbol method } parameter,
            }
            && types.IsBuilder(method.ContainingType)
            && !IsModelId(id)
            && catalogue.Value.FindClass(method.ContainingType) is { } facts
            && (method.MethodKind == MethodKind.Constructor ? facts.GivenAs(parameter.Name) : facts.SetBy(method.Name)) is { } property
            && property.Accepts.OfType<SelectorModel>().Any(static selector => selector.Kinds.Contains(ModelIdKind)))
        {
            // Elsewhere models are named with the workspace in front.
            string[] parts = id.Trim().Split('/');
            string meant = parts.Length < 2 ? id.Trim() : $"{parts[parts.Length - 2]}/{parts[parts.Length - 1]}";
            context.ReportDiagnostic(Diagnostic.Create(
                AuthoringRules.BadModelId,
                value.Syntax.GetLocation(),
                IsModelId(meant) ? ImmutableDictionary<string, string?>.Empty.Add(DiagnosticData.Replacement, SymbolDisplay.FormatLiteral(meant, quote: true)) : null,
                id));
        }
    }

    private static bool IsModelId(string id)
    {
        string[] segments = id.Split('/');
        return segments.Length <= 2
            && id.IndexOf('\\') < 0
            && id.Trim().Length == id.Length
            && segments.All(static segment => segment is not ("" or "." or ".."));
    }
}
