using System.Collections.Concurrent;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Runtime;

/// <summary>The implementations of blocks: the project's own and those that a user adds.</summary>
public sealed class BlockRegistry
{
    private readonly ConcurrentDictionary<string, Func<Block>> factories = new(StringComparer.Ordinal);

    internal BlockRegistry()
    {
    }

    /// <summary>Adds an implementation; one that was there for the same block version is replaced. Workflows compiled before keep theirs.</summary>
    /// <typeparam name="TBlock">The implementation. A workflow gets an instance for each step.</typeparam>
    public void Add<TBlock>()
        where TBlock : Block, IBlock, new() => Add(static () => new TBlock());

    /// <summary>Adds an implementation that needs more than its type to be made; one that was there for the same block version is replaced.</summary>
    /// <typeparam name="TBlock">The implementation.</typeparam>
    /// <param name="create">Makes an instance; called for each step of each workflow that is compiled.</param>
    public void Add<TBlock>(Func<TBlock> create)
        where TBlock : Block, IBlock
    {
        ArgumentNullException.ThrowIfNull(create);
        factories[TBlock.Manifest.Type] = create;
    }

    /// <summary>Whether workflows with a block version can be compiled.</summary>
    /// <param name="block">The block version.</param>
    public bool CanRun(BlockManifest block)
    {
        ArgumentNullException.ThrowIfNull(block);
        return factories.ContainsKey(block.Type);
    }

    /// <summary>What to tell the author of a workflow with a block that has no implementation; null when it has one.</summary>
    internal string? WhyMissing(BlockManifest block) => CanRun(block)
        ? null
        : $"the block '{block.Type}' has no implementation. Write one as a class that derives from Block<{block.ClassName}.Arguments, {block.ClassName}.Results> and add it to the runtime's Blocks.";

    internal Block Create(BlockManifest block) => factories[block.Type]();
}
