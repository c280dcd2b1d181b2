using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Blocks.Fusion;

/// <summary>Makes one list of the elements of a dimension.</summary>
internal sealed class DimensionCollapseBlock : Block<DimensionCollapseV1.Arguments, DimensionCollapseV1.Results>
{
    public override DimensionCollapseV1.Results Run(in DimensionCollapseV1.Arguments arguments, BlockContext context) => new(arguments.Data.Span.ToArray());
}
