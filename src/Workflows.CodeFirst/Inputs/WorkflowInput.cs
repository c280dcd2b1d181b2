using System.Collections.Immutable;
using System.Text.Json;

namespace Workflows.CodeFirst;

/// <summary>The sorts of workflow inputs.</summary>
public enum WorkflowInputType
{
    /// <summary>Images, one a batch element.</summary>
    Image,

    /// <summary>Video metadata, one a batch element.</summary>
    VideoMetadata,

    /// <summary>Values of any kind, one a batch element, or nested deeper.</summary>
    Batch,

    /// <summary>One value for the whole run.</summary>
    Parameter,
}

/// <summary>An input of a workflow: something that is given when it runs.</summary>
public sealed record WorkflowInput : ISelectorTarget
{
    /// <summary>The sort of input.</summary>
    public required WorkflowInputType Type { get; init; }

    /// <summary>The name, unique among the inputs.</summary>
    public required string Name { get; init; }

    /// <summary>The kinds a value may have.</summary>
    public required ImmutableArray<string> Kinds { get; init; }

    /// <summary>Depth of nesting: 0 for a parameter, 1 for one value an image, more for lists of lists.</summary>
    public required int Dimensionality { get; init; }

    /// <summary>The value of a parameter that is not given; a JSON null when there is none.</summary>
    public JsonElement DefaultValue { get; init; } = ((PropertyValue.Literal)PropertyValues.Null).Json;

    /// <summary>Members of the JSON input that the language does not define, kept as they were.</summary>
    public ImmutableArray<KeyValuePair<string, JsonElement>> ExtraMembers { get; init; } = [];
}
