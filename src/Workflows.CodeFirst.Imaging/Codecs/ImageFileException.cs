namespace Workflows.CodeFirst;

/// <summary>A picture cannot be read or written. The message names it and says what is wrong and what can be done.</summary>
public sealed class ImageFileException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong and what can be done.</param>
    /// <param name="path">The file, when there is one.</param>
    /// <param name="innerException">The cause, when there is one.</param>
    public ImageFileException(string message, string? path = null, Exception? innerException = null)
        : base(message, innerException) => Path = path;

    /// <summary>The file; null for a picture in memory.</summary>
    public string? Path { get; }
}
