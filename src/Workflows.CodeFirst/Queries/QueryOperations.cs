using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Workflows.CodeFirst;

/// <summary>
/// Operations of the query language, one after the other: what a property takes that configures them. Made of a value that begins with what
/// they are applied to, <c>Query.Detections.Where(…)</c>, or of a list of JSON objects.
/// </summary>
[CollectionBuilder(typeof(QueryOperations), nameof(Create))]
public sealed class QueryOperations : IEnumerable<JsonObject>
{
    private readonly ImmutableArray<QueryOperation> operations;

    private QueryOperations(ImmutableArray<QueryOperation> operations) => this.operations = operations;

    /// <summary>The operations that a value is made by.</summary>
    /// <param name="value">The value; it begins with <see cref="Query.Detections"/> or its like.</param>
    /// <exception cref="ArgumentException">The value begins with something else.</exception>
    public static implicit operator QueryOperations(QueryValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(value.Expression.From(QuerySource.StepSubject, nameof(value)));
    }

    /// <summary>Operations as workflow JSON has them.</summary>
    /// <param name="operations">A list of objects; they are copied, and checked by the step that is given them.</param>
    /// <exception cref="ArgumentException">An element is not an object.</exception>
    public static implicit operator QueryOperations(JsonArray operations)
    {
        ArgumentNullException.ThrowIfNull(operations);
        return Create([.. operations.Select(static operation => operation as JsonObject ?? throw new ArgumentException("An operation is a JSON object.", nameof(operations)))]);
    }

    /// <summary>Operations as workflow JSON has them.</summary>
    /// <param name="operations">The objects; they are copied, and checked by the step that is given them.</param>
    public static QueryOperations Create(ReadOnlySpan<JsonObject> operations)
    {
        var made = ImmutableArray.CreateBuilder<QueryOperation>(operations.Length);
        foreach (var operation in operations)
        {
            ArgumentNullException.ThrowIfNull(operation, nameof(operations));
            var copy = (JsonObject)operation.DeepClone();
            made.Add(new(null, writer => copy.WriteTo(writer.Json)));
        }

        return new(made.MoveToImmutable());
    }

    /// <summary>The operations as workflow JSON.</summary>
    public IEnumerator<JsonObject> GetEnumerator()
    {
        var json = JsonArray.Create(ToProperty().Json)!;
        foreach (var operation in json)
        {
            yield return operation!.AsObject();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal PropertyValue.Literal ToProperty() => QueryWriter.Write(writer => writer.Operations(operations));
}
