using System.Collections.Immutable;
using System.Text.Json;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst;

/// <summary>
/// A block in a workflow, under a name of its own. Steps are immutable: the <c>With…</c> methods of the generated builders return copies.
/// </summary>
public abstract class Step : ISelectorTarget
{
    // What was set, without what the queries among it make necessary.
    private readonly ImmutableArray<PropertyValue?> given;

    /// <summary>Starts a step with nothing configured; called by generated code.</summary>
    /// <param name="name">The step's name: letters, digits, <c>_</c> and <c>-</c>.</param>
    /// <param name="manifest">The block's facts.</param>
    /// <param name="values">The values by position in <see cref="BlockManifest.Properties"/>; null where nothing was written.</param>
    /// <exception cref="ArgumentException">The name is empty or cannot be referred to by a selector, or a property does not accept its value.</exception>
    protected Step(string name, BlockManifest manifest, ImmutableArray<PropertyValue?> values)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        Name = WorkflowNames.Check(name, "step", nameof(name));
        Manifest = manifest;
        given = GivenValue.ReadAll(name, manifest, values);
        Values = QueryParameters.Complete(manifest, Name, given);
    }

    /// <summary>A copy with one value changed; called by generated code.</summary>
    /// <param name="source">The step to copy.</param>
    /// <param name="property">The position of the property in <see cref="BlockManifest.Properties"/>.</param>
    /// <param name="value">The new value.</param>
    /// <exception cref="ArgumentException">The property does not accept the value.</exception>
    protected Step(Step source, int property, PropertyValue value)
    {
        ArgumentNullException.ThrowIfNull(source);
        Name = source.Name;
        Manifest = source.Manifest;
        given = source.given.SetItem(property, GivenValue.ReadOrThrow(Name, Manifest, property, value));
        Values = QueryParameters.Complete(Manifest, Name, given);
        ExtraMembers = source.ExtraMembers;
    }

    /// <summary>A step read from JSON, whose name may be anything.</summary>
    private protected Step(
        string name,
        BlockManifest manifest,
        ImmutableArray<PropertyValue?> values,
        ImmutableArray<KeyValuePair<string, JsonElement>> extraMembers)
    {
        Name = name;
        Manifest = manifest;
        given = values;
        Values = values;
        ExtraMembers = extraMembers;
    }

    /// <summary>The step's name, unique in its workflow.</summary>
    public string Name { get; }

    /// <summary>The block's facts.</summary>
    public BlockManifest Manifest { get; }

    /// <summary>What was written, by position in <see cref="BlockManifest.Properties"/>; null where nothing was.</summary>
    public ImmutableArray<PropertyValue?> Values { get; }

    /// <summary>Members of the JSON step that the manifest does not know, kept as they were.</summary>
    public ImmutableArray<KeyValuePair<string, JsonElement>> ExtraMembers { get; } = [];

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Manifest.Type})";
}
