namespace Workflows.CodeFirst.Onnx;

/// <summary>ONNX Runtime could not be loaded, could not load a model, or could not run one.</summary>
public sealed class OnnxRuntimeException : Exception
{
    /// <summary>Initializes the exception.</summary>
    public OnnxRuntimeException()
    {
    }

    /// <summary>Initializes the exception.</summary>
    /// <param name="message">What failed, with the model's name, and what to do.</param>
    public OnnxRuntimeException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes the exception.</summary>
    /// <param name="message">What failed, with the model's name, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public OnnxRuntimeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal OnnxRuntimeException(string message, int errorCode)
        : base(message) => ErrorCode = errorCode;

    /// <summary>ONNX Runtime's error code (<c>OrtErrorCode</c>), 0 when the error is not ONNX Runtime's.</summary>
    public int ErrorCode { get; }
}
