using System.Collections.Immutable;

namespace Workflows.CodeFirst.Onnx;

/// <summary>One output of the network for one image: float32, row-major, the batch dimension taken off.</summary>
/// <param name="Data">The values; exactly the product of <paramref name="Shape"/>.</param>
/// <param name="Shape">The dimensions, outermost first.</param>
internal readonly record struct Tensor(ReadOnlyMemory<float> Data, ImmutableArray<int> Shape);
