using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Tests.Engine;

namespace Workflows.CodeFirst.Runtime.Tests.Running;

/// <summary>Does what a test wants in the place of <c>test/add</c>.</summary>
internal sealed class FunctionBlock(Func<double, BlockContext, double> function, bool? isExpensive = null, bool keepsState = false) : Block<Add.Arguments, Add.Results>
{
    public override bool? IsExpensive => isExpensive;

    public override bool KeepsState => keepsState;

    public override Add.Results Run(in Add.Arguments arguments, BlockContext context) => new(function(arguments.A, context));
}
