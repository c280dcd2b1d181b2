namespace Workflows.CodeFirst.Onnx;

/// <summary>The one output of a classifier.</summary>
internal static class ClassificationOutput
{
    /// <summary>A number for each class.</summary>
    /// <exception cref="ModelOutputException">There are not as many numbers as class names.</exception>
    public static ReadOnlySpan<float> Get(ReadOnlySpan<Tensor> outputs, DecoderSpec spec)
    {
        var output = OutputShape.Get(outputs, 0, 1, spec.ModelName, "[classes]");
        if (output.Shape[0] != spec.ClassNames.Length)
        {
            OutputShape.Fail(output, 0, spec.ModelName, $"[{spec.ClassNames.Length}]: a number for each class name of the package");
        }

        return output.Data.Span;
    }
}
