using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Workflows.CodeFirst.Cli.Import;

/// <summary>A family of blocks as a source describes it.</summary>
/// <param name="Title">The title in the documentation.</param>
/// <param name="Versions">The versions, ascending.</param>
internal sealed record ImportedFamily(string Title, ImmutableArray<ImportedVersion> Versions);

/// <summary>One version of a block as a source describes it.</summary>
/// <param name="Type">The type identifier.</param>
/// <param name="Version">The number of the version, from 1.</param>
/// <param name="Summary">One sentence on what it does.</param>
/// <param name="Category">The category; null when the source does not say.</param>
/// <param name="Facts">What else the source says of the version, as members of a manifest: aliases, engine, deprecated, batch.</param>
/// <param name="Properties">The properties without the name of the step, in order.</param>
/// <param name="Outputs">The outputs, in order.</param>
internal sealed record ImportedVersion(
    string Type,
    int Version,
    string Summary,
    string? Category,
    JsonObject Facts,
    ImmutableArray<ImportedProperty> Properties,
    ImmutableArray<ImportedOutput> Outputs)
{
    /// <summary>What the source says about the version itself, to be compared with a manifest.</summary>
    public ImmutableArray<Statement> States { get; init; } = [];
}

/// <summary>A property as a source describes it.</summary>
/// <param name="Name">The JSON key.</param>
/// <param name="Manifest">The property in the form of a manifest, as far as the source knows it.</param>
/// <param name="States">What the source says about it, to be compared with a manifest.</param>
internal sealed record ImportedProperty(string Name, JsonObject Manifest, ImmutableArray<Statement> States);

/// <summary>An output as a source describes it.</summary>
/// <param name="Name">The name; <c>*</c> for outputs that the configuration names.</param>
/// <param name="Kinds">The kinds of its values.</param>
/// <param name="Description">One sentence.</param>
internal sealed record ImportedOutput(string Name, ImmutableArray<string> Kinds, string Description);

/// <summary>One thing that a source says, and how to read the same thing out of a manifest.</summary>
/// <param name="What">What it is about, such as <c>kinds</c>.</param>
/// <param name="Value">What the source says.</param>
/// <param name="InManifest">What a manifest says: of a property or a version whose references are all resolved.</param>
internal sealed record Statement(string What, string Value, Func<JsonObject, string> InManifest);

/// <summary>A place where a source and a manifest do not agree.</summary>
/// <param name="File">The manifest file.</param>
/// <param name="Type">The block version.</param>
/// <param name="Property">The property; null when it is about the version.</param>
/// <param name="What">What differs.</param>
/// <param name="Imported">What the source says.</param>
/// <param name="Manifest">What the manifest says.</param>
internal sealed record Difference(string File, string Type, string? Property, string What, string Imported, string Manifest)
{
    public override string ToString() => $"{File}: {Type}{(Property is null ? "" : $", {Property}")}: {What}: the source says {Imported}, the manifest {Manifest}";
}
