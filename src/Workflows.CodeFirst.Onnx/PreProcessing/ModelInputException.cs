namespace Workflows.CodeFirst.Onnx;

/// <summary>An image cannot be turned into a model's input, for instance because too little of it remains after the package's crop.</summary>
public sealed class ModelInputException : Exception
{
    /// <summary>Initializes the exception.</summary>
    public ModelInputException()
    {
    }

    /// <summary>Initializes the exception.</summary>
    /// <param name="message">The model, the image and what is wrong with it.</param>
    public ModelInputException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes the exception.</summary>
    /// <param name="message">The model, the image and what is wrong with it.</param>
    /// <param name="innerException">The cause.</param>
    public ModelInputException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
