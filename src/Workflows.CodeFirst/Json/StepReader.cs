using System.Collections.Immutable;
using System.Text.Json;
using Workflows.CodeFirst.Manifests;
using Workflows.CodeFirst.Validation;

namespace Workflows.CodeFirst.Json;

/// <summary>Reads one step out of JSON by the facts of its block. What it refers to is not looked at.</summary>
internal static class StepReader
{
    private const string Syntax = "WorkflowSyntaxError";
    private const string Context = "workflow_compilation | workflow_definition_parsing";

    /// <summary>The step; null when something is wrong, which is added to <paramref name="errors"/>.</summary>
    public static ParsedStep? Read(JsonElement json, JsonPath path, BlockCatalogue catalogue, ImmutableArray<WorkflowError>.Builder errors)
    {
        string? name = JsonMembers.RequiredText(json, "name", "step", path, null, out var nameError);
        string? type = JsonMembers.RequiredText(json, "type", "step", path, name, out var typeError);
        if (name is null || type is null)
        {
            errors.AddRange(new[] { nameError, typeError }.OfType<WorkflowError>());
            return null;
        }

        if (catalogue.Find(type) is not { } manifest)
        {
            errors.Add(new WorkflowError
            {
                Code = WorkflowErrorCodes.UnknownBlock,
                Error = Syntax,
                Message = $"Step '{name}' has the type '{type}', and there is no such block.",
                Path = path.Member("type").ToString(),
                Step = name,
                Suggestion = Suggestions.DidYouMean(type, catalogue.Types),
                Context = Context,
            });
            return null;
        }

        int before = errors.Count;
        var used = new HashSet<string>(StringComparer.Ordinal) { "type", "name" };
        var values = ImmutableArray.CreateBuilder<PropertyValue?>(manifest.Properties.Length);
        foreach (var property in manifest.Properties)
        {
            bool anyReference = NamedRules.TakesAnyReference(manifest, property);
            if (anyReference && json.TryGetProperty(property.Name, out var reference) && IsReference(reference))
            {
                used.Add(property.Name);
                values.Add(new PropertyValue.Reference(new ParsedSelector(reference.GetString()!)));
                continue;
            }

            int found = errors.Count;
            values.Add(ReadProperty(json, property, name, path, used, errors));
            if (anyReference && errors.Count > found && errors[found].Code != WorkflowErrorCodes.MissingProperty)
            {
                // The reference engine would also take an object of its own there.
                errors[found] = errors[found] with { Reasons = ["model_type", .. errors[found].Reasons] };
            }
        }

        var step = new ParsedStep(name, manifest, values.MoveToImmutable(), JsonMembers.Extra(json, used.Contains));
        if (errors.Count == before)
        {
            StepRules.Check(step, path, errors);
        }

        return errors.Count == before ? step : null;
    }

    private static PropertyValue? ReadProperty(
        JsonElement json,
        PropertyManifest property,
        string step,
        JsonPath path,
        HashSet<string> used,
        ImmutableArray<WorkflowError>.Builder errors)
    {
        PropertyValue? value = null;
        bool found = false;
        foreach (string key in property.Keys)
        {
            if (!json.TryGetProperty(key, out var member))
            {
                continue;
            }

            used.Add(key);
            if (found)
            {
                continue;
            }

            found = true;
            value = PropertyReader.Read(property, member, step, () => path.Member(key).ToString(), out var error);
            if (error is not null)
            {
                errors.Add(error);
            }
        }

        if (!found && property.Required)
        {
            errors.Add(WorkflowErrors.MissingProperty(step, property, path.ToString(), Misspelt(json, property)));
        }

        return value;
    }

    private static bool IsReference(JsonElement json) => json.ValueKind == JsonValueKind.String && SelectorText.IsReference(json.GetString()!);

    private static string? Misspelt(JsonElement json, PropertyManifest property) =>
        Suggestions.Nearest(property.Name, json.EnumerateObject().Select(member => member.Name).Where(name => name is not ("type" or "name"))) is { } near
            ? $"Is '{near}' meant to be '{property.Name}'?"
            : null;
}
