using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Blocks.Formatters;

/// <summary>The first of several values that is there: where branches meet again.</summary>
internal sealed class FirstNonEmptyOrDefaultBlock : Block<FirstNonEmptyOrDefaultV1.Arguments, FirstNonEmptyOrDefaultV1.Results>
{
    public override FirstNonEmptyOrDefaultV1.Results Run(in FirstNonEmptyOrDefaultV1.Arguments arguments, BlockContext context)
    {
        foreach (object? value in arguments.Data)
        {
            if (value is not null)
            {
                return new(value);
            }
        }

        return new(arguments.Default);
    }
}
