namespace Workflows.CodeFirst.Onnx;

/// <summary>A network returned something that its package does not announce: a missing output, an unexpected shape or number of classes.</summary>
public sealed class ModelOutputException : Exception
{
    /// <summary>Initializes the exception.</summary>
    public ModelOutputException()
    {
    }

    /// <summary>Initializes the exception.</summary>
    /// <param name="message">The model, the output, what was expected and what came.</param>
    public ModelOutputException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes the exception.</summary>
    /// <param name="message">The model, the output, what was expected and what came.</param>
    /// <param name="innerException">The cause.</param>
    public ModelOutputException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
