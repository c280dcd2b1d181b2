using System.Text.Json;

namespace Workflows.CodeFirst.Conformance.Engine;

/// <summary>Definitions that the reference engine accepts, with the plan it makes of them, or refuses, with the error it gives.</summary>
public sealed class ValidationSuite : ISuite
{
    public string Name => "validation";

    public IEnumerable<ConformanceCase> Load(SuiteInput input)
    {
        foreach (var (file, element) in EngineCases.Read(input, "validation"))
        {
            yield return new ConformanceCase(element.GetProperty("id").GetString()!, file, () => Run(element));
        }
    }

    private static CaseResult Run(JsonElement element)
    {
        var expect = element.GetProperty("expect");
        string definition = element.GetProperty("definition").GetRawText();
        var differences = new List<Difference>();
        try
        {
            var workflow = Workflow.Parse(definition);
            if (!expect.GetProperty("valid").GetBoolean())
            {
                return CaseResult.Fail(new Difference("valid", $"false ({expect.GetProperty("error").GetString()})", "true"));
            }

            PlanComparison.Compare(expect.GetProperty("plan"), workflow, differences);
            CheckRoundTrip(workflow, differences);
        }
        catch (WorkflowException problem)
        {
            if (expect.GetProperty("valid").GetBoolean())
            {
                return CaseResult.Fail(new Difference("valid", "true", $"false ({problem.Errors[0].Error}: {problem.Errors[0]})"));
            }

            ErrorComparison.Compare(expect, problem, differences);
        }

        return CaseResult.From(differences);
    }

    /// <summary>What is valid stays what it is when it is written and read again.</summary>
    private static void CheckRoundTrip(Workflow workflow, List<Difference> differences)
    {
        string json = workflow.ToJson();
        string again = Workflow.Parse(json).ToJson();
        if (json != again)
        {
            differences.Add(new Difference("round trip", json, again));
        }
    }
}
