using Workflows.CodeFirst.Runtime.Queries;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Tests.Queries;

public sealed class PythonRegexTests
{
    [Theory]
    [InlineData("^a.c$", "abc\n", true)]
    [InlineData("a\\Z", "a\n", false)]
    [InlineData("a{,2}b", "aab", true)]
    [InlineData("^a{,2}b", "aaab", false)]
    [InlineData("(?P<x>a|b)(c)(?P=x)\\2", "acac", true)]
    [InlineData("(a)(?P<x>b)(c)\\2", "abcb", true)]
    [InlineData("(a)?(?(1)b|c)", "c", true)]
    [InlineData("a++a", "aaa", false)]
    [InlineData("(ab)*+c", "ababc", true)]
    [InlineData("[[a]", "[", true)]
    [InlineData("[]a]", "]", true)]
    [InlineData("[a-z-[b]]", "b]", true)]
    [InlineData("\\w", "²", true)]
    [InlineData("\\w", "\u203F", false)]
    [InlineData("(?a)\\w", "é", false)]
    [InlineData("\\s", "\x1c", true)]
    [InlineData("\\d", "٣", true)]
    [InlineData("\\U0001F600+$", "\U0001F600\U0001F600", true)]
    [InlineData("\\060\\x41\\u0042", "0AB", true)]
    [InlineData("(?x) a b # nothing", "ab", true)]
    [InlineData("(?i:STRASSE)", "strasse", true)]
    [InlineData("a{x", "a{x", true)]
    [InlineData("(?#c)a", "a", true)]
    [InlineData("(?<=a)b(?!c)", "abd", true)]
    public void Patterns_mean_what_they_mean_in_Python(string pattern, string text, bool expected) =>
        Assert.Equal(expected, new PythonRegex(pattern).Matches(text));

    [Theory]
    [InlineData("[")]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("a**")]
    [InlineData("\\")]
    [InlineData("\\q")]
    [InlineData("\\p{L}")]
    [InlineData("\\z")]
    [InlineData("(?<n>a)")]
    [InlineData("(?P=n)")]
    [InlineData("\\1")]
    [InlineData("a(?i)b")]
    [InlineData("[z-a]")]
    [InlineData("\\x4")]
    [InlineData("(?P<n")]
    [InlineData("(?")]
    public void What_is_no_pattern_in_Python_is_none_here(string pattern) =>
        Assert.Equal("error", Assert.Throws<PythonException>(() => new PythonRegex(pattern)).Kind);

    [Fact]
    public void Patterns_that_explode_elsewhere_run_in_linear_time() =>
        Assert.False(new PythonRegex("^(a|a)*(a+)+$").Matches(new string('a', 100_000) + "b"));

    [Fact]
    public void A_search_that_cannot_be_linear_is_given_up()
    {
        var operations = CompiledOperations.Compile(Query.Json("""[{"type": "StringMatches", "regex": "^(a+)+(?=b)\\1$"}]"""));
        var exception = Assert.Throws<QueryException>(() => operations.Execute(new string('a', 100)));
        Assert.Equal("OperationError", exception.Error.Error);
        Assert.Contains("took longer", exception.Message, StringComparison.Ordinal);
    }
}
