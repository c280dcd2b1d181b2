namespace Workflows.CodeFirst.Manifests;

/// <summary>States the range of a number, or the least size of a text or list, that a parameter of a builder takes, so that constants outside it are reported while typing.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ValueRangeAttribute : Attribute
{
    /// <summary>Smallest allowed value.</summary>
    public double Minimum { get; init; } = double.NegativeInfinity;

    /// <summary>Largest allowed value.</summary>
    public double Maximum { get; init; } = double.PositiveInfinity;

    /// <summary>Whether <see cref="Minimum"/> itself is forbidden.</summary>
    public bool ExcludesMinimum { get; init; }

    /// <summary>Whether <see cref="Maximum"/> itself is forbidden.</summary>
    public bool ExcludesMaximum { get; init; }

    /// <summary>Least number of items of a list, or of characters of a text.</summary>
    public int MinimumCount { get; init; }
}
