using System.Collections.Immutable;

namespace Workflows.CodeFirst.Onnx.Tests.PostProcessing;

/// <summary>Specifications, geometries and outputs for tests.</summary>
internal static class TestModels
{
    public static DecoderSpec Spec(ModelFamily family, int classes, PackageFormat format = PackageFormat.Current) => new()
    {
        ModelName = "test/1",
        Format = format,
        Family = family,
        ClassNames = [.. Enumerable.Range(0, classes).Select(id => $"class {id}")],
    };

    /// <summary>An image that is stretched to the network's input.</summary>
    public static InputGeometry Stretch(ImageSize image, ImageSize network) => new()
    {
        Original = image,
        Crop = new(0, 0, image.Width, image.Height),
        Network = network,
        ScaleX = (float)network.Width / image.Width,
        ScaleY = (float)network.Height / image.Height,
        IsStretched = true,
    };

    /// <summary>A square image that is the network's input.</summary>
    public static InputGeometry Identity(int size) => Stretch(new(size, size), new(size, size));

    public static Tensor Tensor(ImmutableArray<int> shape, params float[] data) => new(data, shape);

    /// <summary>A class-major output from rows of centre boxes, class scores and extras.</summary>
    public static Tensor ClassMajor(params float[][] rows)
    {
        int columns = rows[0].Length;
        var data = new float[columns * rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int c = 0; c < columns; c++)
            {
                data[c * rows.Length + i] = rows[i][c];
            }
        }

        return new(data, [columns, rows.Length]);
    }

    /// <summary>An output from rows.</summary>
    public static Tensor Rows(params float[][] rows) => new(rows.SelectMany(row => row).ToArray(), [rows.Length, rows[0].Length]);

    public static PredictionOptions At(double confidence) => new() { Confidence = confidence };
}
