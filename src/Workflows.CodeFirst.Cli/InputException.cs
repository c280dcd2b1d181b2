namespace Workflows.CodeFirst.Cli;

/// <summary>Something that the user gave is wrong; the message says what and where.</summary>
internal sealed class InputException(string message) : Exception(message);
