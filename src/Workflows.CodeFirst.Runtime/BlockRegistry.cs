using System.Collections.Concurrent;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Manifests;
using Workflows.CodeFirst.Runtime.CustomCode;

namespace Workflows.CodeFirst.Runtime;

/// <summary>The implementations of blocks: the project's own and those that a user adds.</summary>
public sealed class BlockRegistry
{
    private readonly ConcurrentDictionary<string, Implementation> implementations = new(StringComparer.Ordinal);

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
        implementations[TBlock.Manifest.Type] = new TypedImplementation(TBlock.Manifest, create);
    }

    /// <summary>
    /// Adds the code of a block that workflows define themselves (<c>dynamic_blocks_definitions</c>): runs instead of the Python text in the
    /// workflow, called once an element. Inputs, defaults, outputs and dimensionality are what the workflow's definition says.
    /// </summary>
    /// <param name="blockType">The <c>block_type</c> of the definition.</param>
    /// <param name="run">The code.</param>
    /// <param name="keepsState">Whether the code remembers something from call to call; it is then never called from two runs at once.</param>
    public void AddCode(string blockType, CodeFunction run, bool keepsState = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(blockType);
        ArgumentNullException.ThrowIfNull(run);
        implementations[blockType] = new CodeImplementation((arguments, context) => [run(arguments, context)], ReturnsList: false, keepsState);
    }

    /// <summary>
    /// Adds the code of a block that workflows define themselves and that has several results a call: one that takes whole batches, or one
    /// whose outputs lie one dimension deeper than its inputs, which is called once an element.
    /// </summary>
    /// <param name="blockType">The <c>block_type</c> of the definition.</param>
    /// <param name="run">The code.</param>
    /// <param name="keepsState">Whether the code remembers something from call to call; it is then never called from two runs at once.</param>
    public void AddCode(string blockType, CodeListFunction run, bool keepsState = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(blockType);
        ArgumentNullException.ThrowIfNull(run);
        implementations[blockType] = new CodeImplementation(run, ReturnsList: true, keepsState);
    }

    /// <summary>Whether workflows with a block version can be compiled.</summary>
    /// <param name="block">The block version.</param>
    public bool CanRun(BlockManifest block)
    {
        ArgumentNullException.ThrowIfNull(block);
        return WhyMissing(block) is null;
    }

    /// <summary>What to tell the author of a workflow with a block that has no implementation; null when it has one.</summary>
    internal string? WhyMissing(BlockManifest block)
    {
        if (implementations.TryGetValue(block.Type, out var implementation))
        {
            return implementation.WhyNot(block);
        }

        // The builder of a block that a workflow defines has no namespace: nothing was generated for it.
        return block.Namespace.Length == 0
            ? $"the workflow defines the block '{block.Type}' with code in Python, which is not run. Add the same in C#: runtime.Blocks.AddCode(\"{block.Type}\", (arguments, context) => …)."
            : $"the block '{block.Type}' has no implementation. Write one as a class that derives from Block<{block.ClassName}.Arguments, {block.ClassName}.Results> and add it to the runtime's Blocks.";
    }

    internal Block Create(BlockManifest block) => implementations[block.Type].Create(block);

    private abstract record Implementation
    {
        /// <summary>Why the implementation does not fit a block; null when it does.</summary>
        public abstract string? WhyNot(BlockManifest block);

        public abstract Block Create(BlockManifest block);
    }

    private sealed record TypedImplementation(BlockManifest Manifest, Func<Block> Make) : Implementation
    {
        public override string? WhyNot(BlockManifest block) =>
            ReferenceEquals(block, Manifest) || (Inputs(block).SequenceEqual(Inputs(Manifest)) && Outputs(block).SequenceEqual(Outputs(Manifest)))
                ? null
                : $"the block '{block.Type}' is here implemented for the inputs {string.Join(", ", Inputs(Manifest))} and the outputs {string.Join(", ", Outputs(Manifest))}, "
                    + $"but in the workflow it has the inputs {string.Join(", ", Inputs(block))} and the outputs {string.Join(", ", Outputs(block))}.";

        public override Block Create(BlockManifest block) => Make();

        private static IEnumerable<string> Inputs(BlockManifest manifest) => manifest.Properties.Select(property => property.Name);

        private static IEnumerable<string> Outputs(BlockManifest manifest) => manifest.Outputs.Select(output => output.Name);
    }

    private sealed record CodeImplementation(CodeListFunction Run, bool ReturnsList, bool KeepsState) : Implementation
    {
        public override string? WhyNot(BlockManifest block) =>
            block.Namespace.Length > 0 ? $"code was added for the block '{block.Type}', which no workflow defines: it takes a class that derives from Block<{block.ClassName}.Arguments, {block.ClassName}.Results>."
            : ReturnsList == CodeBlock.ReturnsList(block) ? null
            : ReturnsList ? $"the block '{block.Type}' has one result a call: add code that returns a dictionary of its outputs."
            : $"the block '{block.Type}' {(block.Batch.OutputOffset > 0 ? "makes several results of one element" : "takes whole batches")}: add code that returns a list, with a dictionary of its outputs for each result.";

        public override Block Create(BlockManifest block) => new CodeBlock(block, Run, KeepsState);
    }
}
