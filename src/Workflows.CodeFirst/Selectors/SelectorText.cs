namespace Workflows.CodeFirst;

/// <summary>The textual form of selectors: what they look like and what they name.</summary>
internal static class SelectorText
{
    private const string Inputs = "$inputs";
    private const string Steps = "$steps.";

    /// <summary>Whether a text is read as a reference where references are accepted.</summary>
    public static bool IsReference(string text) => text.StartsWith('$');

    /// <summary>Whether a text has the form that a selector property accepts: <c>$inputs.x</c> or <c>$steps.s.output</c>.</summary>
    public static bool IsValueSelector(string text, Manifests.SelectorSource source) =>
        (source != Manifests.SelectorSource.StepOutput && IsInput(text))
        || (source != Manifests.SelectorSource.Input && IsStepOutput(text));

    /// <summary>Whether a text begins as a step selector does: <c>$steps.s</c>.</summary>
    public static bool IsTarget(string text)
    {
        // The language checks only the beginning: `$steps.s.x` passes here and is judged later.
        return text.StartsWith(Steps, StringComparison.Ordinal) && text.Length > Steps.Length && IsNameCharacter(text[Steps.Length]);
    }

    /// <summary>Takes a selector apart: the name of the input, or of the step and of its output.</summary>
    public static SelectorParts Parse(string text)
    {
        string[] chunks = text.Split('.');
        return chunks switch
        {
            ["$inputs", var input] => new(SelectorForm.Input, input, null),
            ["$steps", var step] => new(SelectorForm.Step, step, null),
            ["$steps", var step, var output] => new(SelectorForm.StepOutput, step, output),
            _ => new(SelectorForm.Other, text, null),
        };
    }

    /// <summary>Takes the selector of a workflow output apart. Outputs may also name inputs with dots in their names.</summary>
    public static SelectorParts ParseOutput(string text) =>
        text.StartsWith("$inputs.", StringComparison.Ordinal) ? new(SelectorForm.Input, text["$inputs.".Length..], null) : Parse(text);

    /// <summary>The selector that a text was perhaps meant to be: <c>inputs.x</c>, <c>$input.x</c> and <c>$step.s.output</c> lack little; null for others.</summary>
    public static string? Correct(string text)
    {
        string bare = text.TrimStart('$').Trim();
        int dot = bare.IndexOf('.', StringComparison.Ordinal);
        string? root = dot < 0 ? null : bare[..dot].ToLowerInvariant() switch
        {
            "input" or "inputs" => Inputs,
            "step" or "steps" => "$steps",
            _ => null,
        };
        string? made = root is null ? null : root + bare[dot..];
        return made is not null && made != text && IsValueSelector(made, Manifests.SelectorSource.Any) ? made : null;
    }

    private static bool IsInput(string text)
    {
        // One character of any sort separates `$inputs` from the name; only a dot can be resolved later.
        if (!text.StartsWith(Inputs, StringComparison.Ordinal) || text.Length < Inputs.Length + 2 || text[Inputs.Length] == '\n')
        {
            return false;
        }

        return WorkflowNames.IsReferable(text[(Inputs.Length + 1)..]);
    }

    private static bool IsStepOutput(string text)
    {
        if (!text.StartsWith(Steps, StringComparison.Ordinal))
        {
            return false;
        }

        int dot = text.IndexOf('.', Steps.Length);
        if (dot < 0 || !WorkflowNames.IsReferable(text[Steps.Length..dot]) || dot == text.Length - 1)
        {
            return false;
        }

        foreach (char c in text.AsSpan(dot + 1))
        {
            if (!IsNameCharacter(c) && c != '*')
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';
}

/// <summary>What a selector names.</summary>
internal enum SelectorForm
{
    /// <summary><c>$inputs.x</c>.</summary>
    Input,

    /// <summary><c>$steps.s</c>.</summary>
    Step,

    /// <summary><c>$steps.s.output</c>.</summary>
    StepOutput,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>A selector taken apart.</summary>
/// <param name="Form">What it names.</param>
/// <param name="Name">The name of the input or step, or the whole text.</param>
/// <param name="Output">The name of the output, where there is one.</param>
internal readonly record struct SelectorParts(SelectorForm Form, string Name, string? Output);
