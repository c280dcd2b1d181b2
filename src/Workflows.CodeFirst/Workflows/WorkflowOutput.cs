using System.Collections.Immutable;
using System.Text.Json;

namespace Workflows.CodeFirst;

/// <summary>In which image's pixels the coordinates of an output are given.</summary>
public enum CoordinatesSystem
{
    /// <summary>The workflow's root image: detections made on a crop are moved to where the crop was taken.</summary>
    Parent,

    /// <summary>The image that the step looked at.</summary>
    Own,
}

/// <summary>A value that a workflow gives back.</summary>
/// <param name="Name">The name, unique among the outputs.</param>
/// <param name="Selector">Which value.</param>
/// <param name="Coordinates">In which image's pixels coordinates are given.</param>
public sealed record WorkflowOutput(string Name, ISelector Selector, CoordinatesSystem Coordinates = CoordinatesSystem.Parent)
{
    /// <summary>Members of the JSON output that the language does not define, kept as they were.</summary>
    public ImmutableArray<KeyValuePair<string, JsonElement>> ExtraMembers { get; init; } = [];
}
