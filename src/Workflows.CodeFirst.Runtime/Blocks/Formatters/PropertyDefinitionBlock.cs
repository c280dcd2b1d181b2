using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Queries;

namespace Workflows.CodeFirst.Runtime.Blocks.Formatters;

/// <summary>Makes a value out of another by operations of the query language.</summary>
internal sealed class PropertyDefinitionBlock : Block<PropertyDefinitionV1.Arguments, PropertyDefinitionV1.Results>
{
    private readonly QueryCache<CompiledOperations> operations = new(definition => CompiledOperations.Compile(definition));

    public override PropertyDefinitionV1.Results Run(in PropertyDefinitionV1.Arguments arguments, BlockContext context) =>
        new(operations.Get(arguments.Operations).Execute(arguments.Data, null, QueryEnvironments.Of(context)));
}
