using System.Collections.Immutable;

namespace Workflows.CodeFirst.Manifests;

/// <summary>The facts of one block version: what validation, the JSON reader and the engine go by. Generated from a manifest file.</summary>
public sealed record BlockManifest
{
    /// <summary>The identifier in a step's <c>type</c>, such as <c>roboflow_core/dynamic_crop@v1</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Other identifiers that mean the same block.</summary>
    public ImmutableArray<string> TypeAliases { get; init; } = [];

    /// <summary>The family's title, such as <c>Dynamic Crop</c>.</summary>
    public required string Family { get; init; }

    /// <summary>The version within the family, from 1.</summary>
    public required int Version { get; init; }

    /// <summary>The simple name of the generated builder class.</summary>
    public required string ClassName { get; init; }

    /// <summary>The namespace of the generated builder class.</summary>
    public required string Namespace { get; init; }

    /// <summary>The category, such as <c>model</c> or <c>visualization</c>.</summary>
    public required string Category { get; init; }

    /// <summary>One sentence on what the block does.</summary>
    public required string Summary { get; init; }

    /// <summary>The versions of the execution engine that the block works with, such as <c>&gt;=1.3.0,&lt;2.0.0</c>; null means every one.</summary>
    public string? EngineRange { get; init; }

    /// <summary>What the block needs in order to run, such as <c>local</c>, <c>roboflow_model</c> or <c>remote_api</c>.</summary>
    public required string Runs { get; init; }

    /// <summary>Why not to use this version any more and what to use instead; null when it is current.</summary>
    public string? Deprecation { get; init; }

    /// <summary>The type identifier of what replaces a deprecated version; null when nothing does.</summary>
    public string? ReplacedBy { get; init; }

    /// <summary>What the block needs besides the library; null when that is nothing.</summary>
    public NeedsManifest? Needs { get; init; }

    /// <summary>Whether the block decides which steps run next.</summary>
    public bool ControlsFlow { get; init; }

    /// <summary>The properties besides <c>type</c> and <c>name</c>, in the order of the manifest.</summary>
    public ImmutableArray<PropertyManifest> Properties { get; init; } = [];

    /// <summary>The outputs that do not depend on the configuration.</summary>
    public ImmutableArray<OutputManifest> Outputs { get; init; } = [];

    /// <summary>The rule that makes outputs out of the configuration; null when there is none.</summary>
    public string? DynamicOutputs { get; init; }

    /// <summary>Rules that span several properties.</summary>
    public ImmutableArray<RuleManifest> Rules { get; init; } = [];

    /// <summary>How the block deals with batches.</summary>
    public BatchManifest Batch { get; init; } = BatchManifest.None;

    /// <summary>The output named <paramref name="name"/>, or null.</summary>
    /// <param name="name">The name in workflow JSON.</param>
    public OutputManifest? FindOutput(string name)
    {
        foreach (var output in Outputs)
        {
            if (output.Name == name)
            {
                return output;
            }
        }

        return null;
    }

    /// <summary>The position in <see cref="Properties"/> of the property named <paramref name="name"/>, or -1.</summary>
    /// <param name="name">The canonical name in workflow JSON.</param>
    public int IndexOfProperty(string name)
    {
        for (int i = 0; i < Properties.Length; i++)
        {
            if (Properties[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }
}
