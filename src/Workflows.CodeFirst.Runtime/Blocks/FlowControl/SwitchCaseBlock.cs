using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Blocks.FlowControl;

/// <summary>Goes on with the step whose key the value is, as text.</summary>
internal sealed class SwitchCaseBlock : FlowBlock<SwitchCaseV1.Arguments>
{
    public override FlowDecision Run(in SwitchCaseV1.Arguments arguments, BlockContext context)
    {
        string value = PythonText.Str(PythonValues.Normalize(arguments.Value));
        value = arguments.CaseInsensitive ? PythonCasing.ToLower(value) : value;
        foreach (var (key, target) in arguments.Cases)
        {
            if ((arguments.CaseInsensitive ? PythonCasing.ToLower(key) : key) == value)
            {
                return FlowDecision.GoTo(target);
            }
        }

        return arguments.DefaultNextSteps.Count > 0 ? FlowDecision.GoTo(arguments.DefaultNextSteps) : FlowDecision.Stop;
    }
}
