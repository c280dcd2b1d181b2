using System;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Workflows.CodeFirst.Generators.Manifests;
using Workflows.CodeFirst.Generators.Manifests.Model;

namespace Workflows.CodeFirst.Generators.Analyzers;

/// <summary>Reports a constant that the builder would refuse when it runs: one outside the <c>[ValueRange]</c> of its parameter.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ValueRangeAnalyzer : DiagnosticAnalyzer
{
    private const string AttributeName = "Workflows.CodeFirst.Manifests.ValueRangeAttribute";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(AuthoringRules.OutOfRange);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(AttributeName) is { } attribute)
            {
                start.RegisterOperationAction(operation => Analyze(operation, attribute), OperationKind.Argument);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, INamedTypeSymbol attribute)
    {
        var argument = (IArgumentOperation)context.Operation;
        if (argument is not { ArgumentKind: ArgumentKind.Explicit, Parameter: { } parameter }
            || ConstantOf(argument.Value) is not { } number
            || RangeOf(parameter, attribute) is not { } range
            || range.Contain(number))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(
            AuthoringRules.OutOfRange,
            argument.Value.Syntax.GetLocation(),
            parameter.Name,
            RangeText.Of(range),
            RangeText.Number(number)));
    }

    // A constant that becomes a double? is no constant any more; the one before the conversion is.
    private static double? ConstantOf(IOperation value)
    {
        while (!value.ConstantValue.HasValue && value is IConversionOperation { IsImplicit: true } conversion)
        {
            value = conversion.Operand;
        }

        return value.ConstantValue is { HasValue: true, Value: sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal }
            ? Convert.ToDouble(value.ConstantValue.Value, CultureInfo.InvariantCulture)
            : null;
    }

    private static BoundsModel? RangeOf(IParameterSymbol parameter, INamedTypeSymbol attribute)
    {
        foreach (var data in parameter.GetAttributes())
        {
            if (!SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute))
            {
                continue;
            }

            double? minimum = null;
            double? maximum = null;
            bool above = false;
            bool below = false;
            foreach (var argument in data.NamedArguments)
            {
                switch (argument.Key, argument.Value.Value)
                {
                    case ("Minimum", double value):
                        minimum = value;
                        break;
                    case ("Maximum", double value):
                        maximum = value;
                        break;
                    case ("ExcludesMinimum", bool value):
                        above = value;
                        break;
                    case ("ExcludesMaximum", bool value):
                        below = value;
                        break;
                }
            }

            return new(above ? null : minimum, below ? null : maximum, above ? minimum : null, below ? maximum : null, null, null);
        }

        return null;
    }
}
