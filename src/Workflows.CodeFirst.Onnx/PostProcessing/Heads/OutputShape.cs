using System.Diagnostics.CodeAnalysis;

namespace Workflows.CodeFirst.Onnx;

/// <summary>Checks what a network returned against what its family returns, with errors that say what was expected.</summary>
internal static class OutputShape
{
    /// <summary>Output <paramref name="index"/>, of rank <paramref name="rank"/> without the batch dimension.</summary>
    public static Tensor Get(ReadOnlySpan<Tensor> outputs, int index, int rank, string modelName, string expected)
    {
        if (index >= outputs.Length)
        {
            throw new ModelOutputException(
                $"Model '{modelName}' has {outputs.Length} output(s), but its architecture needs output {index} to be {expected}.");
        }

        var tensor = outputs[index];
        long size = 1;
        foreach (int dimension in tensor.Shape)
        {
            size *= dimension;
        }

        if (tensor.Shape.Length != rank || size != tensor.Data.Length)
        {
            Fail(tensor, index, modelName, expected);
        }

        return tensor;
    }

    /// <summary>Throws unless an output is as it must be.</summary>
    public static void Check(Tensor tensor, bool isExpected, int index, string modelName, string expected)
    {
        if (!isExpected)
        {
            Fail(tensor, index, modelName, expected);
        }
    }

    /// <summary>Says that an output does not have the expected shape.</summary>
    [DoesNotReturn]
    public static void Fail(Tensor tensor, int index, string modelName, string expected) => throw new ModelOutputException(
        $"Output {index} of model '{modelName}' has the shape [{string.Join(", ", tensor.Shape)}] after the batch dimension; expected {expected}.");
}
