namespace Workflows.CodeFirst.Onnx;

/// <summary>The output that holds prototype masks.</summary>
internal readonly ref struct Prototypes
{
    private Prototypes(ReadOnlySpan<float> values, ImageSize size)
    {
        Values = values;
        Size = size;
    }

    /// <summary>Planes one after the other, or pixels one after the other when channels come last.</summary>
    public ReadOnlySpan<float> Values { get; }

    /// <summary>The size of a plane.</summary>
    public ImageSize Size { get; }

    /// <summary>Finds the output.</summary>
    /// <exception cref="ModelOutputException">There is no such output, or not one prototype for each coefficient.</exception>
    public static Prototypes Get(ReadOnlySpan<Tensor> outputs, int output, bool isChannelLast, int coefficients, string modelName)
    {
        string layout = isChannelLast ? "[height, width, coefficients]" : "[coefficients, height, width]";
        var tensor = OutputShape.Get(outputs, output, 3, modelName, layout);
        var shape = tensor.Shape;
        int channels = isChannelLast ? shape[2] : shape[0];
        if (channels != coefficients)
        {
            OutputShape.Fail(tensor, output, modelName, $"{layout} with {coefficients} coefficients, as many as each box has");
        }

        return new(tensor.Data.Span, isChannelLast ? new(shape[1], shape[0]) : new(shape[2], shape[1]));
    }
}
