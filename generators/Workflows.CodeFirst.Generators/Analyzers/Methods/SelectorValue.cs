namespace Workflows.CodeFirst.Generators.Analyzers.Methods;

/// <summary>What a selector in a method points to.</summary>
internal abstract record SelectorValue;

/// <summary>An output of a step.</summary>
/// <param name="Step">The step.</param>
/// <param name="Output">The output's name; null when it is not constant.</param>
internal sealed record OutputValue(StepValue Step, string? Output) : SelectorValue;

/// <summary>An input of the workflow.</summary>
/// <param name="Name">The name; null when that is not constant.</param>
/// <param name="Depth">How deep its values are nested; null when that is not known.</param>
internal sealed record InputValue(string? Name, int? Depth) : SelectorValue;
