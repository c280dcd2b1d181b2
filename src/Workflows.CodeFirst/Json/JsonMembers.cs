using System.Collections.Immutable;
using System.Text.Json;

namespace Workflows.CodeFirst.Json;

/// <summary>Reads members of JSON objects.</summary>
internal static class JsonMembers
{
    /// <summary>A text that has to be there, or the error that says so.</summary>
    public static string? RequiredText(JsonElement json, string member, string what, JsonPath path, string? step, out WorkflowError? error)
    {
        bool present = json.TryGetProperty(member, out var value);
        if (present && value.ValueKind == JsonValueKind.String)
        {
            error = null;
            return value.GetString();
        }

        error = new WorkflowError
        {
            Code = present ? WorkflowErrorCodes.WrongType : WorkflowErrorCodes.MissingMember,
            Error = "WorkflowSyntaxError",
            Message = present
                ? $"'{member}' is a text, but got {Expectations.DescribeFound(value)}."
                : $"The {what} lacks a '{member}'.",
            Path = (present ? path.Member(member) : path).ToString(),
            Step = step,
            Context = "workflow_compilation | workflow_definition_parsing",
        };
        return null;
    }

    /// <summary>The members that are not <paramref name="known"/>.</summary>
    public static ImmutableArray<KeyValuePair<string, JsonElement>> Extra(JsonElement json, Func<string, bool> known)
    {
        var extra = ImmutableArray.CreateBuilder<KeyValuePair<string, JsonElement>>();
        foreach (var member in json.EnumerateObject())
        {
            if (!known(member.Name))
            {
                extra.Add(new(member.Name, member.Value.Clone()));
            }
        }

        return extra.ToImmutable();
    }
}
