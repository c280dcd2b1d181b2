using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Workflows.CodeFirst.Manifests;

/// <summary>The blocks that are known: where the JSON reader finds the facts of a step's <c>type</c>. Immutable.</summary>
public sealed class BlockCatalogue
{
    private readonly FrozenDictionary<string, BlockManifest> byType;

    private BlockCatalogue(ImmutableArray<BlockManifest> all)
    {
        All = all;
        byType = all.SelectMany(manifest => manifest.TypeAliases.Prepend(manifest.Type).Select(type => KeyValuePair.Create(type, manifest)))
            .ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The blocks of the workflow language.</summary>
    public static BlockCatalogue Core { get; } = new([]);

    /// <summary>All blocks, by type identifier.</summary>
    public ImmutableArray<BlockManifest> All { get; }

    /// <summary>Every type identifier and alias.</summary>
    public IEnumerable<string> Types => byType.Keys;

    /// <summary>The block with a type identifier or alias; null when there is none.</summary>
    /// <param name="type">The <c>type</c> of a step.</param>
    public BlockManifest? Find(string type) => byType.GetValueOrDefault(type);

    /// <summary>A catalogue that also knows <paramref name="blocks"/>.</summary>
    /// <param name="blocks">More blocks; their types must not be taken.</param>
    /// <exception cref="ArgumentException">A type identifier or alias is taken.</exception>
    public BlockCatalogue With(params ReadOnlySpan<BlockManifest> blocks)
    {
        foreach (var block in blocks)
        {
            foreach (string type in block.TypeAliases.Prepend(block.Type))
            {
                if (byType.ContainsKey(type))
                {
                    throw new ArgumentException($"A block of the type '{type}' is known already.", nameof(blocks));
                }
            }
        }

        return new(All.AddRange(blocks));
    }
}
