using System.Text.RegularExpressions;
using Workflows.CodeFirst.Runtime.Queries.Compilation;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Queries.Operations;

/// <summary>Operations on texts.</summary>
internal static class TextOperations
{
    public static Operation ToLower(Definition definition, OperationSite site) => (value, _) => PythonCasing.ToLower(Text(value, site));

    public static Operation ToUpper(Definition definition, OperationSite site) => (value, _) => PythonCasing.ToUpper(Text(value, site));

    public static Operation SubSequence(Definition definition, OperationSite site)
    {
        long start = definition.Integer("start", 0), end = definition.Integer("end", -1);
        return (value, _) => PythonStrings.Slice(Text(value, site), start, end);
    }

    /// <summary>A wrong expression shows when a text is to be matched: that is when the reference engine looks at it.</summary>
    public static Operation Matches(Definition definition, OperationSite site)
    {
        var regex = Compile(definition.Text("regex"), out var error);
        return (value, _) =>
        {
            string text = Text(value, site);
            if (regex is null)
            {
                throw new PythonException(error!.Kind, error.Message);
            }

            try
            {
                return regex.Matches(text);
            }
            catch (RegexMatchTimeoutException e)
            {
                throw site.Failed(
                    $"searching the text took longer than {PythonRegex.Timeout.TotalSeconds} s. Expressions without lookarounds and references back never do.", e);
            }
        };
    }

    public static Operation ToText(Definition definition, OperationSite site) => (value, _) => PythonText.Str(value);

    private static string Text(object? value, OperationSite site) => value as string ?? throw site.Wrong("a text", value);

    private static PythonRegex? Compile(string pattern, out PythonException? error)
    {
        error = null;
        try
        {
            return new PythonRegex(pattern);
        }
        catch (PythonException e)
        {
            error = e;
            return null;
        }
    }
}
