using System.Collections.ObjectModel;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Queries;

/// <summary>One execution of a query: the values by name, and what it has cost so far.</summary>
internal sealed class QueryScope
{
    /// <summary>The name that operands have by themselves; in a filter, the detection.</summary>
    public const string DefaultName = "_";

    private readonly IReadOnlyDictionary<string, object?> values;
    private readonly QueryScope? outer;
    private long elements;

    public QueryScope(IReadOnlyDictionary<string, object?>? values, QueryEnvironment? environment)
    {
        this.values = values ?? ReadOnlyDictionary<string, object?>.Empty;
        Environment = environment ?? QueryEnvironment.Default;
    }

    private QueryScope(QueryScope outer)
    {
        values = outer.values;
        Environment = outer.Environment;
        this.outer = outer.outer ?? outer;
    }

    public QueryEnvironment Environment { get; }

    /// <summary>The detection that a filter looks at; hides the value of the default name.</summary>
    public DetectionRow? Row { get; set; }

    /// <summary>The same values and the same account of costs, for a filter.</summary>
    public QueryScope ForFilter() => new(this);

    public bool TryGet(string name, out object? value)
    {
        if (Row is not null && name == DefaultName)
        {
            value = Row;
            return true;
        }

        bool isKnown = values.TryGetValue(name, out value);
        value = PythonValues.Normalize(value);
        return isKnown;
    }

    /// <summary>A sentence that proposes a known name like an unknown one; null when there is none.</summary>
    public string? Suggest(string name) => Suggestions.DidYouMean(name, values.Keys);

    /// <summary>Accounts for touching elements; false when the execution has become too expensive.</summary>
    public bool TrySpend(long count)
    {
        var account = outer ?? this;
        account.elements += count;
        return account.elements <= QueryLimits.Elements;
    }
}
