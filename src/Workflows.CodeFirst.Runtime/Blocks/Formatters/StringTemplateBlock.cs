using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Blocks.Formatters;

/// <summary>Fills values into a text.</summary>
internal sealed class StringTemplateBlock : Block<StringTemplateV1.Arguments, StringTemplateV1.Results>
{
    private readonly QueryCache<TextTemplate> templates = new(template => new((string)template!));
    private readonly QueryCache<VariableOperations> operations = new(definition => new(definition));

    public override StringTemplateV1.Results Run(in StringTemplateV1.Arguments arguments, BlockContext context)
    {
        foreach (string name in arguments.DataOperations.Keys)
        {
            if (!arguments.Data.ContainsKey(name))
            {
                throw new ArgumentException($"There are data_operations for '{name}', but data declares only: {string.Join(", ", arguments.Data.Keys)}.");
            }
        }

        var variables = operations.Get(arguments.DataOperations).Apply(arguments.Data, QueryEnvironments.Of(context));
        return new(templates.Get(arguments.Template).Render(variables));
    }
}
