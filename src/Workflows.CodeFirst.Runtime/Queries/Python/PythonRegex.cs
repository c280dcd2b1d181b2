using System.Text.RegularExpressions;

namespace Workflows.CodeFirst.Runtime.Queries.Python;

/// <summary>
/// A regular expression in Python's syntax. It runs in time linear in the text wherever its constructs allow that; where they do not
/// (lookarounds, references back) it gives up after a second.
/// </summary>
internal sealed class PythonRegex
{
    /// <summary>The longest that one search may take.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    private readonly Regex regex;

    /// <exception cref="PythonException">The pattern is wrong; the kind is <c>error</c>.</exception>
    public PythonRegex(string pattern)
    {
        string translated = new RegexTranslator(pattern).Translate();
        try
        {
            regex = Build(translated);
        }
        catch (RegexParseException e)
        {
            throw RegexTranslator.Error(pattern, e.Message);
        }
    }

    /// <summary>Whether any part of a text matches.</summary>
    /// <exception cref="RegexMatchTimeoutException">The search takes too long.</exception>
    public bool Matches(string text) => regex.IsMatch(text);

    private static Regex Build(string pattern)
    {
        try
        {
            return new(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Timeout);
        }
        catch (NotSupportedException)
        {
            return new(pattern, RegexOptions.CultureInvariant, Timeout);
        }
    }
}
