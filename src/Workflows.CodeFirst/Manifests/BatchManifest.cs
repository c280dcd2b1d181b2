using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Workflows.CodeFirst.Manifests;

/// <summary>How a block deals with batches.</summary>
public sealed record BatchManifest
{
    /// <summary>A block that knows nothing of batches: the engine runs it once an element.</summary>
    public static BatchManifest None { get; } = new();

    /// <summary>Properties that take a whole batch; scalars are cast.</summary>
    public ImmutableArray<string> Batches { get; init; } = [];

    /// <summary>Properties that take a whole batch or a scalar, as it comes.</summary>
    public ImmutableArray<string> BatchesAndScalars { get; init; } = [];

    /// <summary>Properties whose scalars are cast to batches whether or not the block takes batches.</summary>
    public ImmutableArray<string> AutoCast { get; init; } = [];

    /// <summary>Dimensionality of properties relative to one another; a property that is missing has 0.</summary>
    public FrozenDictionary<string, int> InputOffsets { get; init; } = FrozenDictionary<string, int>.Empty;

    /// <summary>The property whose dimensionality the outputs follow, where offsets differ.</summary>
    public string? ReferenceProperty { get; init; }

    /// <summary>Dimensionality of the outputs relative to the inputs: -1 collapses, 0 keeps, 1 expands.</summary>
    public int OutputOffset { get; init; }

    /// <summary>Whether the block is run with whole batches although no property is declared to take one.</summary>
    public bool AlwaysBatch { get; init; }

    /// <summary>Whether the block wants to see missing (null) elements.</summary>
    public bool AcceptsEmptyValues { get; init; }

    /// <summary>Whether the block is run once with whole batches.</summary>
    public bool AcceptsBatches => AlwaysBatch || !Batches.IsEmpty || !BatchesAndScalars.IsEmpty;
}
