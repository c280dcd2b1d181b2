namespace Workflows.CodeFirst.Onnx;

/// <summary>A model package is missing, incomplete or contradicts itself, or needs something that is not supported.</summary>
public sealed class ModelPackageException : Exception
{
    /// <summary>Initializes the exception.</summary>
    public ModelPackageException()
    {
    }

    /// <summary>Initializes the exception.</summary>
    /// <param name="message">The model, the file and place in it, what was expected.</param>
    public ModelPackageException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes the exception.</summary>
    /// <param name="message">The model, the file and place in it, what was expected.</param>
    /// <param name="innerException">The cause.</param>
    public ModelPackageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
