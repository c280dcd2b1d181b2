using System.Collections.Immutable;

namespace Workflows.CodeFirst;

/// <summary>A source and the operations that are applied to it.</summary>
internal sealed record QueryExpression(QuerySource Source, ImmutableArray<QueryOperation> Operations)
{
    public QueryExpression(QuerySource source)
        : this(source, [])
    {
    }

    /// <summary>The same followed by one more operation.</summary>
    public QueryExpression Then(QueryOperation operation) => this with { Operations = Operations.Add(operation) };

    /// <summary>The operations that lead from a subject to the value.</summary>
    /// <exception cref="ArgumentException">The value does not come from the subject.</exception>
    public ImmutableArray<QueryOperation> From(QuerySource.Subject subject, string parameter) => ReferenceEquals(Source, subject)
        ? Operations
        : throw new ArgumentException(
            ReferenceEquals(subject, QuerySource.StepSubject)
                ? "Operations begin with what they are applied to: write Query.Detections, Query.Text, Query.Image ..., and what to do with it."
                : "The lambda has to return something that is made of its argument.",
            parameter);
}
