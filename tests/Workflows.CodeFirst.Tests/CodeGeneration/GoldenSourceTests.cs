using System.Globalization;
using System.Text.Json;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Tests.CodeGeneration;

/// <summary>Every valid definition of the golden data: JSON → C# → compiled and run → JSON, which means the same.</summary>
public class GoldenSourceTests
{
    [Theory]
    [InlineData("validation")]
    [InlineData("execution")]
    public void Golden_definitions_survive_as_source(string suite)
    {
        var cases = Definitions(suite).ToList();
        Assert.True(cases.Count > 100);
        var workflows = cases.Select(found => Workflow.Parse(found.Json)).ToList();
        var assembly = Compiled.Compile(workflows.Select((workflow, i) => WorkflowSource.Write(workflow, new() { Namespace = "Golden", ClassName = ClassName(i) })));
        var different = new List<string>();
        for (int i = 0; i < cases.Count; i++)
        {
            string json = Compiled.Create(assembly, "Golden." + ClassName(i)).ToJson();
            string expected = Meaning.Of(workflows[i]), actual = Meaning.Of(Workflow.Parse(json));
            if (expected != actual)
            {
                different.Add($"{cases[i].Id}{Environment.NewLine}{Difference(expected, actual)}");
            }
        }

        Assert.True(different.Count == 0, $"{different.Count} differ:{Environment.NewLine}{string.Join(Environment.NewLine, different.Take(10))}");
    }

    [Fact]
    public void Typed_builders_express_nearly_everything()
    {
        // It sends the flow to an output of a step, which means the step; code names the step itself.
        string[] expected = ["exec.flow.next_step_with_output_suffix_Q7"];
        var untyped = Definitions("execution").Where(found => WorkflowSource.Write(Workflow.Parse(found.Json)).Contains(nameof(UntypedStep), StringComparison.Ordinal)).Select(found => found.Id);
        Assert.Equal(expected, untyped);
    }

    private static string ClassName(int index) => "Case" + index.ToString(CultureInfo.InvariantCulture);

    private static string Difference(string expected, string actual)
    {
        var before = expected.Split('\n');
        var after = actual.Split('\n');
        return string.Join(Environment.NewLine, before.Except(after).Select(line => "- " + line).Concat(after.Except(before).Select(line => "+ " + line)));
    }

    private static IEnumerable<(string Id, string Json)> Definitions(string suite)
    {
        foreach (string file in Directory.EnumerateFiles(RepositoryFiles.Path("tests", "data", "golden", "engine", suite), "*.json").Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file), new JsonDocumentOptions { MaxDepth = 1024 });
            foreach (var element in document.RootElement.GetProperty("cases").EnumerateArray())
            {
                string json = element.GetProperty("definition").GetRawText();

                // Recorded runs may end with an error while the workflow is compiled.
                bool valid = suite == "validation" ? element.GetProperty("expect").GetProperty("valid").GetBoolean() : IsValid(json);
                if (valid)
                {
                    yield return (element.GetProperty("id").GetString()!, json);
                }
            }
        }
    }

    private static bool IsValid(string json)
    {
        try
        {
            _ = Workflow.Parse(json);
            return true;
        }
        catch (WorkflowException)
        {
            return false;
        }
    }
}
