using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime;

/// <summary>The code of a block that a workflow defines itself, called once an element.</summary>
/// <param name="arguments">The values of the block's inputs.</param>
/// <param name="context">The step, cancellation, the clock.</param>
/// <returns>The values of the block's outputs, by name: all that its manifest declares.</returns>
public delegate IReadOnlyDictionary<string, object?> CodeFunction(CodeArguments arguments, BlockContext context);

/// <summary>
/// The code of a block that a workflow defines itself and that has several results a call: one an element of the batch where it takes whole
/// batches, any number where its outputs lie one dimension deeper than its inputs.
/// </summary>
/// <param name="arguments">The values of the block's inputs.</param>
/// <param name="context">The step, cancellation, the clock.</param>
/// <returns>For each result the values of the block's outputs, by name: all that its manifest declares.</returns>
public delegate IReadOnlyList<IReadOnlyDictionary<string, object?>> CodeListFunction(CodeArguments arguments, BlockContext context);
