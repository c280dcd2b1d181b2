namespace Workflows.CodeFirst.Manifests;

/// <summary>Bounds of a literal; null means open.</summary>
/// <param name="Minimum">Smallest allowed number.</param>
/// <param name="Maximum">Largest allowed number.</param>
/// <param name="ExclusiveMinimum">A number must be larger than this.</param>
/// <param name="ExclusiveMaximum">A number must be smaller than this.</param>
/// <param name="MinItems">Least number of items of a list.</param>
/// <param name="MinLength">Least number of characters of a text.</param>
public readonly record struct Bounds(
    double? Minimum = null,
    double? Maximum = null,
    double? ExclusiveMinimum = null,
    double? ExclusiveMaximum = null,
    int? MinItems = null,
    int? MinLength = null);
