using System;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Workflows.CodeFirst.Generators.Analyzers.Methods;
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
        if (argument.ArgumentKind == ArgumentKind.DefaultValue
            || argument.Parameter is not { } parameter
            || FindAttribute(parameter, attribute) is not { } data)
        {
            return;
        }

        var range = RangeOf(data);
        if (ConstantOf(argument.Value) is { } number)
        {
            if (!range.Contain(number))
            {
                Report(RangeText.Of(range), RangeText.Number(number), NearestTo(number, range, parameter.Type));
            }
        }
        else if (range.MinItems is { } minimum && CountOf(argument.Value) is { } count && count < minimum)
        {
            Report($"at least {minimum} long", $"{count} long", null);
        }

        void Report(string expected, string actual, string? replacement) => context.ReportDiagnostic(Diagnostic.Create(
            AuthoringRules.OutOfRange,
            argument.Value is { IsImplicit: true } && argument.ArgumentKind != ArgumentKind.Explicit ? Places.NameOf(argument.Syntax).GetLocation() : argument.Value.Syntax.GetLocation(),
            replacement is null ? null : ImmutableDictionary<string, string?>.Empty.Add(DiagnosticData.Replacement, replacement),
            parameter.Name,
            expected,
            actual));
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

    /// <summary>The bound that the number is beyond; for a bound that is excluded itself, the next whole number.</summary>
    private static string? NearestTo(double number, BoundsModel range, ITypeSymbol type)
    {
        bool whole = type.SpecialType == SpecialType.System_Int64 || (type is INamedTypeSymbol { TypeArguments.Length: 1 } nullable && nullable.TypeArguments[0].SpecialType == SpecialType.System_Int64);
        double? nearest =
            number < range.Minimum ? range.Minimum
            : number > range.Maximum ? range.Maximum
            : whole && number <= range.ExclusiveMinimum ? Math.Floor(range.ExclusiveMinimum.Value) + 1
            : whole && number >= range.ExclusiveMaximum ? Math.Ceiling(range.ExclusiveMaximum.Value) - 1
            : null;
        return nearest is { } value && range.Contain(value) ? RangeText.Number(value) : null;
    }

    // Of lists, only one without items is sure to be short: others may spread sequences.
    private static int? CountOf(IOperation value) => MethodModel.Unwrap(value) switch
    {
        { ConstantValue: { HasValue: true, Value: string text } } => text.Length,
        ICollectionExpressionOperation { Elements.Length: 0 } => 0,
        IArrayCreationOperation { DimensionSizes.Length: 1 } array when array.DimensionSizes[0].ConstantValue is { HasValue: true, Value: 0 } => 0,
        _ => null,
    };

    private static AttributeData? FindAttribute(IParameterSymbol parameter, INamedTypeSymbol attribute)
    {
        foreach (var data in parameter.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute))
            {
                return data;
            }
        }

        return null;
    }

    private static BoundsModel RangeOf(AttributeData data)
    {
        double? minimum = null;
        double? maximum = null;
        bool above = false;
        bool below = false;
        int? count = null;
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
                case ("MinimumCount", int value):
                    count = value;
                    break;
            }
        }

        return new(above ? null : minimum, below ? null : maximum, above ? minimum : null, below ? maximum : null, count, null);
    }
}
