using System.Collections.Immutable;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Cli.Reference;

/// <summary>Finds the families whose blocks can be connected, by the kinds of outputs and properties.</summary>
/// <param name="families">All families.</param>
internal sealed class Compatibility(ImmutableArray<BlockFamily> families)
{
    /// <summary>The families that have a property that takes one of the block's outputs; those that take anything are left out.</summary>
    public IReadOnlyList<BlockFamily> Takers(BlockManifest block) => [.. families.Where(family => family.Versions.Any(taker => Connects(block, taker)))];

    /// <summary>The families that have an output that one of the block's properties takes.</summary>
    public IReadOnlyList<BlockFamily> Givers(BlockManifest block) => [.. families.Where(family => family.Versions.Any(giver => Connects(giver, block)))];

    private static bool Connects(BlockManifest giver, BlockManifest taker) => giver.Deprecation is null && taker.Deprecation is null
        && taker.Properties.Any(property => TakesSteps(property) && giver.Outputs.Any(output => output.Kinds.Any(kind => kind != "*" && property.Kinds.Contains(kind))));

    private static bool TakesSteps(PropertyManifest property) => property.Accepts.Any(static alternative => alternative switch
    {
        SelectorAlternative selector => selector.Source != SelectorSource.Input,
        LiteralAlternative literal => literal.Items.OfType<SelectorAlternative>().Any(static selector => selector.Source != SelectorSource.Input),
        _ => false,
    });
}
