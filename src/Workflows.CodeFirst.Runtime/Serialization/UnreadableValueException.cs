namespace Workflows.CodeFirst.Runtime.Serialization;

/// <summary>A value that was given for an input is not of the input's kind.</summary>
internal sealed class UnreadableValueException(string message, Exception? inner = null) : Exception(message, inner);
