using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Queries;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Blocks.Transformations;

/// <summary>Keeps the detections that operations of the query language keep.</summary>
internal sealed class DetectionsFilterBlock : BatchBlock<DetectionsFilterV1.Arguments, DetectionsFilterV1.Results>
{
    private readonly QueryCache<CompiledOperations> operations = new(definition => CompiledOperations.Compile(definition));

    public override void Run(in DetectionsFilterV1.Arguments arguments, Span<DetectionsFilterV1.Results> results, BlockContext context)
    {
        var chain = operations.Get(arguments.Operations);
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = new(DetectionsQueries.Execute(chain, arguments.Predictions[i], arguments.OperationsParameters, i, context));
        }
    }
}

/// <summary>Changes detections by operations of the query language.</summary>
internal sealed class DetectionsTransformationBlock : BatchBlock<DetectionsTransformationV1.Arguments, DetectionsTransformationV1.Results>
{
    private readonly QueryCache<CompiledOperations> operations = new(definition => CompiledOperations.Compile(definition));

    public override void Run(in DetectionsTransformationV1.Arguments arguments, Span<DetectionsTransformationV1.Results> results, BlockContext context)
    {
        var chain = operations.Get(arguments.Operations);
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = new(DetectionsQueries.Execute(chain, arguments.Predictions[i], arguments.OperationsParameters, i, context));
        }
    }
}

/// <summary>What the blocks have in common.</summary>
internal static class DetectionsQueries
{
    public static Detections Execute(
        CompiledOperations operations, Detections detections, IReadOnlyDictionary<string, Batch<object?>> parameters, int element, BlockContext context)
    {
        if (parameters.ContainsKey(QueryScope.DefaultName))
        {
            throw new ArgumentException($"The name '{QueryScope.DefaultName}' in operations_parameters stands for the detection itself; choose another.");
        }

        var values = new Dictionary<string, object?>(parameters.Count, StringComparer.Ordinal);
        foreach (var (name, batch) in parameters)
        {
            values[name] = batch[element];
        }

        object? result = operations.Execute(detections, values, QueryEnvironments.Of(context));
        return result as Detections ?? throw new InvalidOperationException($"The operations make {ValueNames.Describe(result)} of the detections, but detections have to come out.");
    }
}
