using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Queries;

namespace Workflows.CodeFirst.Runtime.Blocks;

/// <summary>Keeps what was last made of a definition: a step has one and the same in every call, unless a parameter brings it.</summary>
/// <typeparam name="T">What is made of the definition.</typeparam>
/// <param name="make">Makes it.</param>
internal sealed class QueryCache<T>(Func<object?, T> make)
    where T : class
{
    private Entry? last;

    /// <summary>What is made of a definition.</summary>
    public T Get(object? definition)
    {
        var known = last;
        if (known is null || !ReferenceEquals(known.Definition, definition))
        {
            last = known = new(definition, make(definition));
        }

        return known.Made;
    }

    private sealed record Entry(object? Definition, T Made);
}

/// <summary>What queries of a step see of the outside.</summary>
internal static class QueryEnvironments
{
    /// <summary>The environment of a step.</summary>
    public static QueryEnvironment Of(BlockContext context) =>
        context.Clock == TimeProvider.System
            ? context.Compatibility == CompatibilityMode.Reference ? QueryEnvironment.Reference : QueryEnvironment.Default
            : QueryEnvironment.Default with { Clock = context.Clock, HasReferenceQuirks = context.Compatibility == CompatibilityMode.Reference };
}
