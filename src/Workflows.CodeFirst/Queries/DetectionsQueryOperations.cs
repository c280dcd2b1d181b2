using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Workflows.CodeFirst;

/// <summary>Operations that make detections of detections: what blocks that filter or change them take. <c>Query.Where(d => d.Confidence > 0.5)</c>, or a list of JSON objects.</summary>
[CollectionBuilder(typeof(DetectionsQueryOperations), nameof(Create))]
public sealed class DetectionsQueryOperations : IEnumerable<JsonObject>
{
    private readonly QueryOperations operations;

    private DetectionsQueryOperations(QueryOperations operations) => this.operations = operations;

    /// <summary>The operations that detections are made by.</summary>
    /// <param name="detections">The detections; they begin with <see cref="Query.Detections"/>.</param>
    /// <exception cref="ArgumentException">They begin with something else.</exception>
    public static implicit operator DetectionsQueryOperations(DetectionsQuery detections) => new(detections);

    /// <summary>Operations as workflow JSON has them.</summary>
    /// <param name="operations">A list of objects; they are copied, and checked by the step that is given them.</param>
    /// <exception cref="ArgumentException">An element is not an object.</exception>
    public static implicit operator DetectionsQueryOperations(JsonArray operations) => new(operations);

    /// <summary>Operations as workflow JSON has them.</summary>
    /// <param name="operations">The objects; they are copied, and checked by the step that is given them.</param>
    public static DetectionsQueryOperations Create(ReadOnlySpan<JsonObject> operations) => new(QueryOperations.Create(operations));

    /// <summary>The operations as workflow JSON.</summary>
    public IEnumerator<JsonObject> GetEnumerator() => operations.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal PropertyValue.Literal ToProperty() => operations.ToProperty();
}
