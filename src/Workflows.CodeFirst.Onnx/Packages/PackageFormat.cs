namespace Workflows.CodeFirst.Onnx;

/// <summary>The two kinds of model packages. Their pre- and post-processing differ in many small ways; the format decides which is used.</summary>
public enum PackageFormat
{
    /// <summary>Today's packages, recognised by <c>inference_config.json</c>.</summary>
    Current,

    /// <summary>Older packages, recognised by <c>environment.json</c>.</summary>
    Legacy,
}
