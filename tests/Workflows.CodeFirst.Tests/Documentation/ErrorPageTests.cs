using System.Reflection;
using System.Text.RegularExpressions;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Tests.Documentation;

/// <summary>docs/errors.md is true: every code has a section, every example is refused with the words below it, and every fix mends it.</summary>
public sealed partial class ErrorPageTests
{
    private static readonly string Page = File.ReadAllText(RepositoryFiles.Path("docs", "errors.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Every_code_has_a_section()
    {
        var codes = typeof(WorkflowErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
        Assert.Equal(codes.Order(StringComparer.Ordinal), Sections().Select(section => section.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_class_of_the_reference_is_named()
    {
        var named = Directory.EnumerateFiles(RepositoryFiles.Path("src", "Workflows.CodeFirst"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Classes().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value))
            .Distinct()
            .ToList();
        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains($"`{name}`", Page, StringComparison.Ordinal));
    }

    [Fact]
    public void Examples_are_refused_as_the_page_says()
    {
        foreach (var (code, text) in Sections())
        {
            var examples = Examples().Matches(text);
            Assert.NotEmpty(examples);
            Assert.Equal(examples.Count, Json().Count(text));
            foreach (Match example in examples)
            {
                var error = Assert.Throws<WorkflowException>(() => Workflow.Parse(example.Groups["json"].Value)).Errors[0];
                Assert.Equal($"{error.Error}\n{error}", $"{example.Groups["says"].Value} [{code}]");
            }
        }
    }

    [Fact]
    public void Fixes_mend_the_examples()
    {
        int mended = 0;
        foreach (var (_, text) in Sections())
        {
            foreach (Match example in Examples().Matches(text))
            {
                var change = Change().Match(example.Groups["fix"].Value);
                var removal = Removal().Match(example.Groups["fix"].Value);
                string old = change.Success ? change.Groups["old"].Value : removal.Groups["old"].Value;
                if (old.Length > 0)
                {
                    string json = example.Groups["json"].Value;
                    Assert.Equal(2, json.Split(old).Length);
                    Assert.NotNull(Workflow.Parse(json.Replace(old, change.Groups["new"].Value, StringComparison.Ordinal)));
                    mended++;
                }
            }
        }

        Assert.True(mended > 20);
    }

    private static IEnumerable<(string Code, string Text)> Sections()
    {
        foreach (string section in Page.Split("\n## ").Skip(1))
        {
            yield return (section[..section.IndexOf(':', StringComparison.Ordinal)], section);
        }
    }

    [GeneratedRegex("\"(?<name>[A-Z][A-Za-z]+Error)\"")]
    private static partial Regex Classes();

    [GeneratedRegex("```json")]
    private static partial Regex Json();

    [GeneratedRegex(@"```json\n(?<json>.*?)\n```\n\n```text\n(?<says>.*?)\n```\n\n\*\*Fix:\*\* (?<fix>[^\n]+)", RegexOptions.Singleline)]
    private static partial Regex Examples();

    [GeneratedRegex("^`(?<old>[^`]+)` → `(?<new>[^`]+)`$")]
    private static partial Regex Change();

    [GeneratedRegex("^without `(?<old>[^`]+)`$")]
    private static partial Regex Removal();
}
