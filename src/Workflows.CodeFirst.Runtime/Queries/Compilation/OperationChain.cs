using Workflows.CodeFirst.Json;
using Workflows.CodeFirst.Runtime.Queries.Operations;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Queries.Compilation;

/// <summary>Makes a value out of a value.</summary>
internal delegate object? Operation(object? value, QueryScope scope);

/// <summary>An operation that is ready to run.</summary>
/// <param name="Type">Its type in the definition.</param>
/// <param name="Path">Where it is in the definition.</param>
/// <param name="Apply">What it does.</param>
internal sealed record CompiledOperation(string Type, JsonPath Path, Operation Apply)
{
    /// <summary>The property of a detection that the operation extracts, for filters that work on columns.</summary>
    public DetectionProperty? Property { get; init; }
}

/// <summary>Operations one after the other.</summary>
internal sealed class OperationChain(CompiledOperation[] operations)
{
    /// <summary>No operations: a value stays what it is.</summary>
    public static OperationChain Empty { get; } = new([]);

    public IReadOnlyList<CompiledOperation> Operations => operations;

    public object? Apply(object? value, QueryScope scope)
    {
        foreach (var operation in operations)
        {
            try
            {
                value = operation.Apply(value, scope);
            }
            catch (PythonException e) when (e.PassesThrough(operation.Path))
            {
                throw;
            }
        }

        return value;
    }
}
