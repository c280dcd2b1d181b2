using Workflows.CodeFirst.Runtime.Queries.Compilation;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Queries.Operations;

/// <summary>Operations that look values up, and those that write values as text of a certain format.</summary>
internal static class LookupOperations
{
    public static Operation Lookup(Definition definition, OperationSite site)
    {
        object? table = Table(definition);
        return (value, _) =>
        {
            try
            {
                return Find(table, value, site);
            }
            catch (PythonException e) when (e.IsTypeOrValue)
            {
                throw site.Wrong(e);
            }
        };
    }

    public static Operation Map(Definition definition, OperationSite site)
    {
        object? table = Table(definition);
        return (value, scope) =>
        {
            try
            {
                var mapped = new List<object?>();
                foreach (object? item in PythonSequences.Elements(value))
                {
                    site.Spend(scope, 1);
                    mapped.Add(Find(table, item, site));
                }

                return mapped.ToArray();
            }
            catch (PythonException e) when (e.IsTypeOrValue)
            {
                throw site.Wrong(e);
            }
        };
    }

    public static Operation ToJson(Definition definition, OperationSite site) => (value, _) =>
    {
        if (PythonDictionaries.Entries(value) is null)
        {
            throw site.Wrong("a dictionary", value);
        }

        try
        {
            return PythonJson.Write(value);
        }
        catch (Exception e) when (e is PythonException or InsufficientExecutionStackException)
        {
            throw site.Failed($"{e.Message}.", e);
        }
    };

    public static Operation ToIsoFormat(Definition definition, OperationSite site) => (value, _) =>
        value is DateTime or DateTimeOffset ? PythonText.Iso(value) : throw site.Wrong("a point in time", value);

    private static object? Table(Definition definition)
    {
        object? table = definition.Any("lookup_table");
        return table is null && !definition.Members.ContainsKey("lookup_table") ? null
            : table is IReadOnlyDictionary<string, object?> or MixedDictionary ? table
            : definition.Wrong<object?>("lookup_table", "a dictionary", table, null);
    }

    private static object? Find(object? table, object? key, OperationSite site) =>
        PythonDictionaries.TryGet(table, key, out object? value) ? value : throw site.Wrong("a key of its table", key);
}
