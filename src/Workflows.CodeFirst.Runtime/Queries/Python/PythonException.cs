using Workflows.CodeFirst.Json;

namespace Workflows.CodeFirst.Runtime.Queries.Python;

/// <summary>
/// What Python raises when values do not fit together. Operations turn the kinds that they expect into errors of the language; the rest
/// passes through under its own name, as in the reference engine.
/// </summary>
internal sealed class PythonException(string kind, string message) : Exception(message)
{
    /// <summary>The class of the exception, such as <c>TypeError</c>.</summary>
    public string Kind { get; } = kind;

    /// <summary>The operation that failed, where known.</summary>
    public JsonPath? Path { get; private set; }

    /// <summary>Whether a handler for type and value errors catches it.</summary>
    public bool IsTypeOrValue => Kind is "TypeError" or "ValueError";

    public static PythonException Type(string message) => new("TypeError", message);

    public static PythonException Value(string message) => new("ValueError", message);

    public static PythonException Key(string message) => new("KeyError", message);

    public static PythonException Index(string message) => new("IndexError", message);

    public static PythonException Attribute(string message) => new("AttributeError", message);

    public static PythonException Overflow(string message) => new("OverflowError", message);

    public static PythonException ZeroDivision() => new("ZeroDivisionError", "nothing can be divided by zero");

    /// <summary>For exception filters: remembers the innermost place that the exception passes, and catches nothing.</summary>
    public bool PassesThrough(JsonPath path)
    {
        Path ??= path;
        return false;
    }
}
