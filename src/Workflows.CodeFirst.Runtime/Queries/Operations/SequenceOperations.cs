using System.Text;
using Workflows.CodeFirst.Runtime.Queries.Compilation;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Queries.Operations;

/// <summary>Operations on everything that has elements.</summary>
internal static class SequenceOperations
{
    public static Operation Apply(Definition definition, OperationSite site)
    {
        var chain = OperationCompiler.Compile(
            definition.List("operations", isRequired: true),
            definition.Path.Member("operations"),
            definition.Location,
            definition.Errors,
            definition.Depth,
            sharesLocation: true);
        return (value, scope) =>
        {
            try
            {
                var results = new List<object?>();
                foreach (object? item in PythonSequences.Elements(value))
                {
                    site.Spend(scope, 1);
                    results.Add(chain.Apply(item, scope));
                }

                return results.ToArray();
            }
            catch (PythonException e) when (e.IsTypeOrValue)
            {
                throw site.Wrong(e);
            }
        };
    }

    public static Operation Length(Definition definition, OperationSite site) => (value, _) =>
        PythonSequences.TryGetLength(value, out int length) ? (long)length : throw site.Wrong("something that has elements", value);

    public static Operation ElementsCount(Definition definition, OperationSite site) => (value, scope) =>
    {
        try
        {
            var counts = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
            foreach (object? item in PythonSequences.Elements(value))
            {
                site.Spend(scope, 1);
                string text = PythonText.Shortened(item);
                counts[text] = counts.TryGetValue(text, out object? count) ? (long)count! + 1 : 1L;
            }

            return counts;
        }
        catch (PythonException e) when (e.IsTypeOrValue)
        {
            throw site.Wrong(e);
        }
    };

    public static Operation Join(Definition definition, OperationSite site)
    {
        string separator = definition.Text("separator", ", ");
        int separatorLength = PythonStrings.Length(separator);
        return (value, scope) =>
        {
            try
            {
                var joined = new StringBuilder();
                long length = 0;
                bool isFirst = true;
                foreach (object? item in PythonSequences.Elements(value))
                {
                    site.Spend(scope, 1);
                    string text = PythonText.Str(item);
                    length += PythonStrings.Length(text) + (isFirst ? 0 : separatorLength);
                    if (length > QueryLimits.JoinedLength)
                    {
                        throw site.Failed($"the joined text would be longer than {QueryLimits.JoinedLength} characters.");
                    }

                    joined.Append(isFirst ? "" : separator).Append(text);
                    isFirst = false;
                }

                return joined.ToString();
            }
            catch (PythonException e) when (e.IsTypeOrValue)
            {
                throw site.Wrong(e);
            }
        };
    }
}
