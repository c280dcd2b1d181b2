using System.Collections.Immutable;
using Workflows.CodeFirst.Json;

namespace Workflows.CodeFirst.Runtime.Queries.Compilation;

/// <summary>Collects what is wrong with a definition, and counts its parts.</summary>
internal sealed class DefinitionErrors
{
    private const int MostErrors = 100;

    private readonly ImmutableArray<WorkflowError>.Builder errors = ImmutableArray.CreateBuilder<WorkflowError>();
    private int parts;

    public void Add(JsonPath path, string message, string? suggestion = null)
    {
        if (errors.Count < MostErrors)
        {
            errors.Add(new()
            {
                Code = WorkflowErrorCodes.InvalidValue,
                Error = QueryException.InvalidDefinition,
                Message = message,
                Path = path.ToString(),
                Suggestion = suggestion,
            });
        }
    }

    /// <summary>Counts an operation or statement; false when the definition is too large to go on.</summary>
    public bool TryCountPart(JsonPath path, int depth)
    {
        if (depth > QueryLimits.Nesting)
        {
            Add(path, $"Operations and statements may nest {QueryLimits.Nesting} deep at most.");
            return false;
        }

        if (++parts == QueryLimits.Parts + 1)
        {
            Add(path, $"A query may have {QueryLimits.Parts} operations and statements at most.");
        }

        return parts <= QueryLimits.Parts;
    }

    /// <exception cref="QueryException">There is an error.</exception>
    public void ThrowIfAny()
    {
        if (errors.Count > 0)
        {
            throw new QueryException(errors.ToImmutable());
        }
    }
}
