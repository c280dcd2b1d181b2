using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.CodeFirst.Json;

namespace Workflows.CodeFirst.Manifests;

/// <summary>The blocks that are known: where the JSON reader finds the facts of a step's <c>type</c>. Immutable.</summary>
/// <remarks>
/// A catalogue knows the identifiers of its blocks at once, and makes the facts of a block when they are asked for: a program that uses three
/// blocks does not pay for all. The generator emits one catalogue a project, <c>AllBlocks.Catalogue</c>; <see cref="With(BlockCatalogue)"/> combines them.
/// </remarks>
public sealed class BlockCatalogue
{
    private readonly Func<string, BlockManifest?> find;
    private readonly ImmutableArray<string> identifiers;

    /// <summary>Describes a catalogue; called by generated code.</summary>
    /// <param name="identifiers">The type identifier of every block.</param>
    /// <param name="aliases">The other identifiers that mean one of the blocks.</param>
    /// <param name="find">The block with an identifier or alias; null when there is none.</param>
    public BlockCatalogue(ImmutableArray<string> identifiers, ImmutableArray<string> aliases, Func<string, BlockManifest?> find)
    {
        ArgumentNullException.ThrowIfNull(find);
        this.find = find;
        this.identifiers = identifiers;
        Types = [.. identifiers, .. aliases];
    }

    /// <summary>The blocks of the workflow language.</summary>
    public static BlockCatalogue Core => Blocks.AllBlocks.Catalogue;

    /// <summary>All blocks; makes the facts of every one of them.</summary>
    public ImmutableArray<BlockManifest> All => field.IsDefault ? field = [.. identifiers.Select(type => find(type)!)] : field;

    /// <summary>Every type identifier, then every alias.</summary>
    public ImmutableArray<string> Types { get; }

    /// <summary>The block with a type identifier or alias; null when there is none.</summary>
    /// <param name="type">The <c>type</c> of a step.</param>
    public BlockManifest? Find(string type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return find(type);
    }

    /// <summary>A catalogue that also knows <paramref name="blocks"/>.</summary>
    /// <param name="blocks">More blocks; their types must not be taken.</param>
    /// <exception cref="ArgumentException">A type identifier or alias is taken.</exception>
    public BlockCatalogue With(BlockCatalogue blocks)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        foreach (string type in blocks.Types)
        {
            if (find(type) is not null)
            {
                throw new ArgumentException($"A block of the type '{type}' is known already.", nameof(blocks));
            }
        }

        return new(
            [.. identifiers, .. blocks.identifiers],
            [.. Types[identifiers.Length..], .. blocks.Types[blocks.identifiers.Length..]],
            type => find(type) ?? blocks.find(type));
    }

    /// <summary>
    /// A catalogue that also knows the blocks which a workflow defines itself. Author their steps with <see cref="UntypedStep"/>, and give the
    /// definitions to the workflow with <see cref="Workflow.WithMember"/>.
    /// </summary>
    /// <param name="definitions">The list that stands in the workflow's JSON as <c>dynamic_blocks_definitions</c>.</param>
    /// <exception cref="WorkflowException">A definition is wrong.</exception>
    public BlockCatalogue WithDefinitions(JsonNode definitions)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        return DynamicBlocks.Extend(this, ((PropertyValue.Literal)PropertyValues.Of(new JsonObject { [DynamicBlocks.Member] = definitions.DeepClone() })).Json);
    }

    /// <summary>A catalogue that also knows <paramref name="blocks"/>.</summary>
    /// <param name="blocks">More blocks; their types must not be taken.</param>
    /// <exception cref="ArgumentException">A type identifier or alias is taken.</exception>
    public BlockCatalogue With(params ReadOnlySpan<BlockManifest> blocks)
    {
        var byType = new Dictionary<string, BlockManifest>(StringComparer.Ordinal);
        foreach (var block in blocks)
        {
            foreach (string type in block.TypeAliases.Prepend(block.Type))
            {
                if (!byType.TryAdd(type, block))
                {
                    throw new ArgumentException($"Two blocks have the type '{type}'.", nameof(blocks));
                }
            }
        }

        var added = ImmutableArray.CreateRange(blocks.ToArray());
        return With(new BlockCatalogue(
            [.. added.Select(block => block.Type)],
            [.. added.SelectMany(block => block.TypeAliases)],
            type => byType.GetValueOrDefault(type)));
    }
}
