using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Blocks.Formatters;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Blocks.Analytics;

/// <summary>Collects values, and gives what they come to once in an interval; nothing in between.</summary>
internal sealed class DataAggregatorBlock : Block<DataAggregatorV1.Arguments, DataAggregatorV1.Results>
{
    private readonly QueryCache<VariableOperations> operations = new(definition => new(definition));
    private readonly OrderedDictionary<string, Aggregate> aggregates = new(StringComparer.Ordinal);
    private DateTimeOffset? start;
    private long runs;

    public override bool KeepsState => true;

    public override DataAggregatorV1.Results Run(in DataAggregatorV1.Arguments arguments, BlockContext context)
    {
        var now = context.Clock.GetUtcNow();
        start ??= now;
        runs++;
        var data = operations.Get(arguments.DataOperations).Apply(arguments.Data, QueryEnvironments.Of(context));
        foreach (var (name, value) in data)
        {
            foreach (string mode in arguments.AggregationMode.GetValueOrDefault(name) ?? [])
            {
                AggregateOf(name, mode).Add(PythonValues.Normalize(value));
            }
        }

        return new(IsTime(arguments, now - start.Value) ? Flush(now) : aggregates.ToDictionary(entry => entry.Key, _ => default(object), StringComparer.Ordinal));
    }

    private static TimeSpan Unit(DataAggregatorIntervalUnit unit) => unit switch
    {
        DataAggregatorIntervalUnit.Hours => TimeSpan.FromHours(1),
        DataAggregatorIntervalUnit.Minutes => TimeSpan.FromMinutes(1),
        _ => TimeSpan.FromSeconds(1),
    };

    private bool IsTime(in DataAggregatorV1.Arguments arguments, TimeSpan elapsed) => arguments.IntervalUnit == DataAggregatorIntervalUnit.Runs
        ? runs >= arguments.Interval
        : elapsed / Unit(arguments.IntervalUnit) >= arguments.Interval;

    private Aggregate AggregateOf(string name, string mode)
    {
        string output = $"{name}_{mode}";
        if (!aggregates.TryGetValue(output, out var aggregate))
        {
            aggregates[output] = aggregate = Aggregate.Create(mode);
        }

        return aggregate;
    }

    private Dictionary<string, object?> Flush(DateTimeOffset now)
    {
        var results = aggregates.ToDictionary(entry => entry.Key, entry => entry.Value.Result(), StringComparer.Ordinal);
        aggregates.Clear();
        runs = 0;
        start = now;
        return results;
    }
}
