using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Queries;

namespace Workflows.CodeFirst.Runtime.Blocks.FlowControl;

/// <summary>Goes on where a condition holds, and for a while after it has ceased to.</summary>
internal sealed class ContinueIfBlock : FlowBlock<ContinueIfV1.Arguments>
{
    private readonly QueryCache<CompiledStatement> conditions = new(definition => CompiledStatement.Compile(definition));
    private DateTimeOffset? lastHeld;

    public override bool KeepsState => true;

    public override FlowDecision Run(in ContinueIfV1.Arguments arguments, BlockContext context)
    {
        if (conditions.Get(arguments.ConditionStatement).Evaluate(arguments.EvaluationParameters, QueryEnvironments.Of(context)))
        {
            lastHeld = arguments.StopDelay > 0 ? context.Clock.GetUtcNow() : lastHeld;
            return FlowDecision.GoTo(arguments.NextSteps);
        }

        bool lingers = lastHeld is { } held && (context.Clock.GetUtcNow() - held).TotalSeconds <= arguments.StopDelay;
        return lingers ? FlowDecision.GoTo(arguments.NextSteps) : FlowDecision.Stop;
    }
}
