using System;
using Workflows.CodeFirst.Generators.Manifests.Model;
using Workflows.CodeFirst.Generators.Manifests.Parsing;

namespace Workflows.CodeFirst.Generators.Emit;

internal enum FormRole
{
    /// <summary>A single literal.</summary>
    Scalar,

    /// <summary>A list, tuple or dictionary of literals.</summary>
    Compound,

    /// <summary>One or several selectors.</summary>
    Selector,

    /// <summary>One or several steps to go on with.</summary>
    Target,

    /// <summary>Literals and selectors side by side in a list or dictionary.</summary>
    Mixed,
}

/// <summary>One C# type in which a property may be given: makes one overload of its <c>With…</c> method.</summary>
/// <param name="Type">The type of the parameter.</param>
/// <param name="Role">What sort of form it is.</param>
/// <param name="Hint">What the value may be, for the documentation.</param>
/// <param name="ToValue">Makes the expression of the property value out of the expression of the parameter.</param>
internal sealed record ParameterForm(string Type, FormRole Role, string Hint, Func<string, string> ToValue)
{
    /// <summary>Makes the expression when the parameter may be null; the general way when absent.</summary>
    public Func<string, string>? ToNullableValue { get; init; }

    /// <summary>Bounds that the argument is checked against.</summary>
    public BoundsModel Range { get; init; } = BoundsModel.Open;

    /// <summary>Least number of items or characters that the argument is checked for.</summary>
    public int MinimumCount { get; init; }

    /// <summary>Whether the type is a sequence, whose elements may be given one by one.</summary>
    public bool IsSequence { get; init; }

    /// <summary>Whether null stands for JSON null.</summary>
    public bool TakesNull { get; init; }

    public string ParameterType => TakesNull && !Type.EndsWith("?", StringComparison.Ordinal) ? Type + "?" : Type;

    public string Value(string parameter)
    {
        if (!TakesNull)
        {
            return ToValue(parameter);
        }

        // Several parameters of one constructor may need a variable each.
        string given = "given" + Identifiers.Pascal(parameter);
        return ToNullableValue?.Invoke(parameter) ?? $"{parameter} is {{ }} {given} ? {ToValue(given)} : PropertyValues.Null";
    }
}
