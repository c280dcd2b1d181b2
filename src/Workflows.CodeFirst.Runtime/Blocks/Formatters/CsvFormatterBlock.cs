using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Queries;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Blocks.Formatters;

/// <summary>Makes a table of the values of a batch, one row an element, as CSV; the result belongs to the last element.</summary>
internal sealed class CsvFormatterBlock : BatchBlock<CsvFormatterV1.Arguments, CsvFormatterV1.Results>
{
    private const string TimeColumn = "timestamp";

    private readonly QueryCache<List<KeyValuePair<string, CompiledOperations>>> operations = new(definition =>
    [
        .. ((IReadOnlyDictionary<string, IReadOnlyList<object?>>)definition!).Select(entry => KeyValuePair.Create(entry.Key, CompiledOperations.Compile(entry.Value))),
    ]);

    public override void Run(in CsvFormatterV1.Arguments arguments, Span<CsvFormatterV1.Results> results, BlockContext context)
    {
        var table = new CsvTable(results.Length);
        foreach (var (name, values) in arguments.ColumnsData)
        {
            object?[] column = table.Add(name);
            for (int row = 0; row < column.Length; row++)
            {
                column[row] = PythonValues.Normalize(values[row]);
            }
        }

        var environment = QueryEnvironments.Of(context);
        foreach (var (name, chain) in operations.Get(arguments.ColumnsOperations))
        {
            object?[] column = table.Find(name) ?? throw new ArgumentException($"There are columns_operations for '{name}', but columns_data has no such column.");
            for (int row = 0; row < column.Length; row++)
            {
                column[row] = chain.Execute(column[row], null, environment);
            }
        }

        Array.Fill(table.Add(TimeColumn), PythonText.Iso(context.Clock.GetUtcNow()));
        results.Clear();
        results[^1] = new(table.ToText(quotesCarriageReturns: context.Compatibility != CompatibilityMode.Reference));
    }
}
