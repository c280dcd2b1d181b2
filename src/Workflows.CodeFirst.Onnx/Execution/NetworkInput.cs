namespace Workflows.CodeFirst.Onnx;

/// <summary>What the graph and the package together say about the network's input.</summary>
internal static class NetworkInput
{
    private const int LegacyDynamicMultiple = 32;

    /// <summary>The nominal spatial size.</summary>
    /// <exception cref="ModelPackageException">Graph, package and request contradict one another.</exception>
    public static ImageSize SizeOf(ModelPackage package, OrtSession session, ModelOptions options)
    {
        TensorSpec input = InputOf(package, session);
        long height = input.Dimensions[2], width = input.Dimensions[3];
        ImageSize size = package.Input.Size ?? package.Input.FallbackSize;
        if (options.InputSize is { } wanted && wanted != size)
        {
            int multiple = package.Input.IsLegacy ? 1 : package.Input.DynamicSizeMultiple;
            if (height > 0 || width > 0 || multiple == 0)
            {
                throw new ModelPackageException($"Model '{package.Name}': the input size {wanted} was asked for, "
                    + $"but the model only takes {(width > 0 ? $"{width}x{height}" : size)}.");
            }

            size = new(RoundUp(wanted.Width, multiple), RoundUp(wanted.Height, multiple));
        }

        if (package.Input.IsLegacy)
        {
            // The graph decides; what the package says is used where the graph leaves it open.
            return new(width > 0 ? (int)width : size.Width, height > 0 ? (int)height : size.Height);
        }

        if ((width > 0 && width != size.Width) || (height > 0 && height != size.Height))
        {
            throw new ModelPackageException(
                $"Model '{package.Name}': inference_config.json says that the network takes images of {size}, "
                + $"but the network in '{package.WeightsPath}' has the input {input}. Do the files belong together?");
        }

        return size;
    }

    /// <summary>The size of the tensor: legacy detectors that leave the size open get multiples of 32, filled with zeros.</summary>
    public static ImageSize TensorSizeOf(ModelPackage package, OrtSession session, ImageSize size)
    {
        TensorSpec input = session.Inputs[0];
        bool isPadded = package is { Format: PackageFormat.Legacy, Task: ModelTask.ObjectDetection or ModelTask.KeypointDetection }
            && (input.Dimensions[2] < 0 || input.Dimensions[3] < 0);
        return isPadded ? new(RoundUp(size.Width, LegacyDynamicMultiple), RoundUp(size.Height, LegacyDynamicMultiple)) : size;
    }

    /// <summary>How many images a run takes, when the graph fixes that.</summary>
    public static int? StaticBatchOf(OrtSession session) => session.Inputs[0].Dimensions[0] > 0 ? (int)session.Inputs[0].Dimensions[0] : null;

    private static TensorSpec InputOf(ModelPackage package, OrtSession session)
    {
        if (session.Inputs.Length != 1)
        {
            throw new ModelPackageException(
                $"Model '{package.Name}': the network in '{package.WeightsPath}' has {session.Inputs.Length} inputs ({string.Join(", ", session.Inputs)}); expected one, for images.");
        }

        TensorSpec input = session.Inputs[0];
        if (input.Dimensions.Length != 4 || input.Dimensions[1] is not (3 or -1) || input.Dimensions[2] == 0 || input.Dimensions[3] == 0)
        {
            throw new ModelPackageException(
                $"Model '{package.Name}': the network in '{package.WeightsPath}' has the input {input}; "
                + "expected a batch of images with three channels, [batch, 3, height, width].");
        }

        return input.Type is ElementType.Float32 or ElementType.Float16 or ElementType.UInt8
            ? input
            : throw new ModelPackageException(
                $"Model '{package.Name}': the network in '{package.WeightsPath}' has the input {input}; images can be made into Float32, "
                + "Float16 and UInt8.");
    }

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;
}
