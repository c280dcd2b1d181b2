using System.Collections.Immutable;

namespace Workflows.CodeFirst;

/// <summary>Something in a valid workflow that is probably not what its author wants.</summary>
/// <param name="Message">What it is.</param>
/// <param name="Step">The name of the step.</param>
/// <param name="Property">The member of the step's JSON.</param>
/// <param name="Suggestion">What to write instead, when there is a good guess.</param>
public sealed record WorkflowWarning(string Message, string Step, string Property, string? Suggestion)
{
    /// <summary>Step, message and suggestion in one line.</summary>
    public override string ToString() => $"{Message}{(Suggestion is null ? "" : " ")}{Suggestion}";

    /// <summary>
    /// Members of steps that their blocks do not have. The language keeps them and ignores them, so a misspelt property is valid and has no
    /// effect.
    /// </summary>
    internal static ImmutableArray<WorkflowWarning> Find(Workflow workflow)
    {
        var warnings = ImmutableArray.CreateBuilder<WorkflowWarning>();
        foreach (var step in workflow.Steps)
        {
            foreach (var (member, _) in step.ExtraMembers)
            {
                warnings.Add(new(
                    $"Step '{step.Name}' has the property '{member}', which {step.Manifest.Type} does not have: it has no effect.",
                    step.Name,
                    member,
                    Suggestions.DidYouMean(member, step.Manifest.Properties.SelectMany(static property => property.Keys))));
            }
        }

        return warnings.ToImmutable();
    }
}
