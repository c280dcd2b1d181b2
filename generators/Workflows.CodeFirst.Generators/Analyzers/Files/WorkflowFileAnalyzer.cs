using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Workflows.CodeFirst.Generators.Analyzers.Facts;

namespace Workflows.CodeFirst.Generators.Analyzers.Files;

/// <summary>Checks workflows in JSON: the additional files of a project whose names end in <c>.workflow.json</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class WorkflowFileAnalyzer : DiagnosticAnalyzer
{
    private const string Extension = ".workflow.json";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        AuthoringRules.NoWorkflow,
        AuthoringRules.UnknownBlock,
        AuthoringRules.UnknownProperty,
        AuthoringRules.Unresolved,
        AuthoringRules.KindMismatch,
        AuthoringRules.RequiredMissing);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterAdditionalFileAction(static file =>
        {
            if (file.AdditionalFile.Path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)
                && file.AdditionalFile.GetText(file.CancellationToken) is { } text)
            {
                var check = new WorkflowFileCheck(Catalogue.Of(file.Options, file.CancellationToken), (rule, span, suggestion, arguments) =>
                    file.ReportDiagnostic(Diagnostic.Create(
                        rule,
                        Location.Create(file.AdditionalFile.Path, span, text.Lines.GetLinePositionSpan(span)),
                        suggestion is null ? null : ImmutableDictionary<string, string?>.Empty.Add(DiagnosticData.Replacement, suggestion),
                        arguments)));
                check.Run(text.ToString());
            }
        });
    }
}
