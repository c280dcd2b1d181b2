using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Workflows.CodeFirst.Generators.Analyzers.Facts;
using Workflows.CodeFirst.Generators.Analyzers.Methods;
using Workflows.CodeFirst.Generators.Analyzers.Rules;

namespace Workflows.CodeFirst.Generators.Analyzers;

/// <summary>Reports what is wrong with the steps and workflows that a method makes, as far as the method alone shows it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AuthoringAnalyzer : DiagnosticAnalyzer
{
    private static readonly Action<MethodModel, Action<Diagnostic>>[] Rules =
    [
        DuplicateNames.Check, UnusedSteps.Check, PartialOverlaps.Check, PropertyRules.Check, Depths.Check,
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        AuthoringRules.DuplicateName,
        AuthoringRules.Unused,
        AuthoringRules.SinkNotAdded,
        AuthoringRules.PartialOverlap,
        AuthoringRules.MissingProperty,
        AuthoringRules.IgnoredProperty,
        AuthoringRules.Conflict,
        AuthoringRules.DepthConflict);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (LibraryTypes.Of(start.Compilation) is not { } types)
            {
                return;
            }

            // Manifests are read when the first method that makes a step is met.
            var options = start.Options;
            var cancellation = start.CancellationToken;
            Catalogue? catalogue = null;
            Catalogue Facts() => catalogue ??= Catalogue.Of(options, cancellation);
            start.RegisterOperationBlockAction(block =>
            {
                if (MethodModel.Read(block.OperationBlocks, types, Facts, block.CancellationToken) is { } model)
                {
                    foreach (var check in Rules)
                    {
                        check(model, block.ReportDiagnostic);
                    }
                }
            });
        });
    }
}
