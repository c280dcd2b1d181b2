using System.Collections.Immutable;
using System.Text;

namespace Workflows.CodeFirst;

/// <summary>One thing that is wrong with a workflow, said so that its author knows where and what to do.</summary>
public sealed record WorkflowError
{
    private const int LongestText = 4000;

    /// <summary>A short stable identifier, such as <c>unknown_block</c>; see <see cref="WorkflowErrorCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>The class of error that the reference engine raises, such as <c>WorkflowSyntaxError</c>.</summary>
    public required string Error { get; init; }

    /// <summary>What is wrong; what would be longer than a page is cut short.</summary>
    public required string Message { get; init => field = Shorten(value); }

    /// <summary>Where in the JSON, such as <c>$.steps[2].confidence</c>; null when the error belongs to no place.</summary>
    public string? Path { get; init; }

    /// <summary>The name of the step, when the error is in one.</summary>
    public string? Step { get; init; }

    /// <summary>The property of the step, when the error is in one.</summary>
    public string? Property { get; init; }

    /// <summary>What to write instead, when there is a good guess.</summary>
    public string? Suggestion { get; init => field = value is null ? null : Shorten(value); }

    /// <summary>Why each alternative of a property refused the value, in the reference validator's words, such as <c>less_than_equal</c>.</summary>
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>The stage of compilation that found the error, as the reference engine names it.</summary>
    public string? Context { get; init; }

    /// <summary>Path, message and suggestion in one line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        if (Path is not null)
        {
            text.Append(Path).Append(": ");
        }

        text.Append(Message);
        if (Suggestion is not null)
        {
            text.Append(' ').Append(Suggestion);
        }

        return text.Append(" [").Append(Code).Append(']').ToString();
    }

    private static string Shorten(string text) => text?.Length > LongestText ? string.Concat(text.AsSpan(0, LongestText), "…") : text!;
}
