using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Workflows.CodeFirst.Generators.Analyzers.Facts;
using Workflows.CodeFirst.Generators.Collections;
using Workflows.CodeFirst.Generators.Diagnostics;
using Workflows.CodeFirst.Generators.Manifests;
using Workflows.CodeFirst.Generators.Manifests.Json;
using Workflows.CodeFirst.Generators.Manifests.Model;

namespace Workflows.CodeFirst.Generators.Analyzers.Files;

/// <summary>
/// Checks one workflow in JSON: its blocks, their properties, what selectors point to, and of which kinds that is. The whole truth about a
/// workflow is what the library says when it parses it; this is what can be shown at its place while typing.
/// </summary>
internal sealed class WorkflowFileCheck(Catalogue catalogue, WorkflowFileCheck.Reporter report)
{
    private const string Inputs = "$inputs";
    private const string Steps = "$steps";

    private static readonly string[] AnyKind = [Vocabulary.AnyKind];

    private readonly Dictionary<string, IReadOnlyList<string>> inputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileStep> steps = new(StringComparer.Ordinal);
    private readonly HashSet<string> ownTypes = new(StringComparer.Ordinal);

    public delegate void Reporter(DiagnosticDescriptor rule, TextSpan place, string? replacement, params string[] arguments);

    public void Run(string text)
    {
        if (JsonReader.Read(text, out string problem, out var span) is not { } root)
        {
            report(AuthoringRules.NoWorkflow, span, null, "This is not valid JSON: " + problem);
            return;
        }

        if (root.Kind != JsonKind.Object)
        {
            report(AuthoringRules.NoWorkflow, root.Start, null, "A workflow is a JSON object");
            return;
        }

        ReadOwnTypes(root);
        foreach (var input in Objects(root, "inputs"))
        {
            ReadInput(input);
        }

        foreach (var step in Objects(root, "steps"))
        {
            ReadStep(step);
        }

        foreach (var step in steps.Values)
        {
            CheckStep(step);
        }

        foreach (var output in Objects(root, "outputs"))
        {
            if (output.Find("selector") is { Kind: JsonKind.String } selector)
            {
                Resolve(selector, anyOutput: true);
            }
        }
    }

    /// <summary>The types of blocks that the workflow defines itself.</summary>
    private void ReadOwnTypes(JsonNode root)
    {
        foreach (var definition in root.Find("dynamic_blocks_definitions")?.Items ?? [])
        {
            if (definition.Find("manifest")?.Find("block_type") is { Kind: JsonKind.String } type)
            {
                ownTypes.Add(type.Text);
            }
        }
    }

    private void ReadInput(JsonNode input)
    {
        if (input.Find("name") is not { Kind: JsonKind.String } name)
        {
            report(AuthoringRules.NoWorkflow, input.Start, null, "An input needs a 'name'");
            return;
        }

        var kinds = input.Find("kind") is { Kind: JsonKind.Array, Items.Count: > 0 } declared
            ? declared.Items.Where(static kind => kind.Kind == JsonKind.String).Select(static kind => kind.Text).ToArray()
            : [.. DefaultKinds(input.Find("type")?.Text)];
        if (inputs.ContainsKey(name.Text))
        {
            report(AuthoringRules.NoWorkflow, name.Span, null, $"There is another input with the name '{name.Text}'");
        }
        else
        {
            inputs.Add(name.Text, kinds);
        }
    }

    private static string[] DefaultKinds(string? type) => type switch
    {
        "WorkflowImage" or "InferenceImage" => ["image"],
        "WorkflowVideoMetadata" => ["video_metadata"],
        _ => AnyKind,
    };

    private void ReadStep(JsonNode node)
    {
        var name = node.Find("name");
        var type = node.Find("type");
        if (name is not { Kind: JsonKind.String } || type is not { Kind: JsonKind.String })
        {
            report(AuthoringRules.NoWorkflow, node.Start, null, name is { Kind: JsonKind.String } ? "A step needs a 'type'" : "A step needs a 'name'");
            return;
        }

        if (steps.ContainsKey(name.Text))
        {
            report(AuthoringRules.NoWorkflow, name.Span, null, $"There is another step with the name '{name.Text}'");
            return;
        }

        var facts = ownTypes.Contains(type.Text) ? null : catalogue.FindType(type.Text);
        if (facts is null && !ownTypes.Contains(type.Text))
        {
            string? meant = Spelling.Nearest(type.Text, catalogue.Types);
            report(AuthoringRules.UnknownBlock, type.Span, meant, type.Text, Spelling.Question(meant));
        }

        steps.Add(name.Text, new(name.Text, node, facts));
    }

    private void CheckStep(FileStep step)
    {
        if (step.Facts is not { Model: var block } facts)
        {
            return;
        }

        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in step.Node.Members)
        {
            if (member.Name is "name" or "type")
            {
                continue;
            }

            if (facts.Keyed(member.Name) is not { } property)
            {
                string? meant = Spelling.Nearest(member.Name, block.Properties.Select(static property => property.Name));
                report(AuthoringRules.UnknownProperty, member.NameSpan, meant, block.Type, member.Name, Spelling.Question(meant));
                continue;
            }

            given.Add(property.Name);
            CheckValue(member.Value, property.Accepts, property);
        }

        foreach (var property in block.Properties)
        {
            if (property.Required && !given.Contains(property.Name))
            {
                report(AuthoringRules.RequiredMissing, step.Node.Find("type")!.Span, null, step.Name, property.Name);
            }
        }
    }

    private void CheckValue(JsonNode value, EquatableArray<AlternativeModel> accepts, PropertyModel property)
    {
        switch (value.Kind)
        {
            case JsonKind.String when value.Text.StartsWith("$", StringComparison.Ordinal):
                CheckConnection(value, accepts, property);
                break;
            case JsonKind.Array or JsonKind.Object:
                var items = accepts.OfType<LiteralModel>()
                    .Where(literal => literal.Kind == (value.Kind == JsonKind.Array ? LiteralKind.List : LiteralKind.Dictionary))
                    .SelectMany(static literal => literal.Items)
                    .ToEquatableArray();
                foreach (var item in value.Kind == JsonKind.Array ? value.Items : value.Members.Select(static member => member.Value))
                {
                    CheckValue(item, items, property);
                }

                break;
        }
    }

    private void CheckConnection(JsonNode value, EquatableArray<AlternativeModel> accepts, PropertyModel property)
    {
        var selectors = accepts.OfType<SelectorModel>().ToList();
        bool target = accepts.Any(static alternative => alternative is TargetModel);
        if (selectors.Count == 0 && !target)
        {
            return;
        }

        string[] parts = value.Text.Split('.');
        if (target && parts.Length == 2 && parts[0] == Steps)
        {
            FindStep(value, parts[1]);
            return;
        }

        bool isText = parts[0] is not (Inputs or Steps) && accepts.Any(static alternative => alternative is LiteralModel { Kind: LiteralKind.String or LiteralKind.Any });
        if (selectors.Count == 0 || isText || Resolve(value, anyOutput: false) is not { } kinds)
        {
            return;
        }

        var accepted = selectors.SelectMany(static selector => selector.Kinds).Distinct().ToList();
        if (!accepted.Contains(Vocabulary.AnyKind) && !kinds.Contains(Vocabulary.AnyKind) && !kinds.Any(accepted.Contains))
        {
            report(AuthoringRules.KindMismatch, value.Span, null, property.Name, string.Join(" or ", accepted), value.Text, string.Join(" or ", kinds));
        }
    }

    /// <summary>The kinds of what a selector points to; null when it points to nothing, which is reported, or nothing is known of it.</summary>
    private IReadOnlyList<string>? Resolve(JsonNode selector, bool anyOutput)
    {
        string[] parts = selector.Text.Split('.');
        switch (parts[0], parts.Length)
        {
            case (Inputs, 2):
                if (inputs.TryGetValue(parts[1], out var kinds))
                {
                    return kinds;
                }

                string? meant = Spelling.Nearest(parts[1], inputs.Keys);
                Unresolved($"There is no input '{parts[1]}'", meant is null ? null : $"{Inputs}.{meant}", Spelling.Question(meant));
                return null;
            case (Steps, 3):
                return FindStep(selector, parts[1]) is { Facts: { } facts } found ? KindsOf(found, facts, parts[2]) : null;
            case (Inputs, > 2) when anyOutput:
                return null;
            default:
                Unresolved("A selector is '$inputs.name' or '$steps.name.output'", null, "");
                return null;
        }

        IReadOnlyList<string>? KindsOf(FileStep step, BlockFacts facts, string output)
        {
            var kinds = facts.Model.Outputs.Where(known => known.Name == output).SelectMany(static known => known.Kinds).ToList();
            if (kinds.Count > 0 || facts.Model.DynamicOutputs is not null || (anyOutput && output == "*"))
            {
                return kinds.Count > 0 ? kinds : null;
            }

            string? meant = Spelling.Nearest(output, facts.Model.Outputs.Select(static known => known.Name));
            Unresolved($"The step '{step.Name}' has no output '{output}'", meant is null ? null : $"{Steps}.{step.Name}.{meant}", Spelling.Question(meant));
            return null;
        }

        void Unresolved(string problem, string? replacement, string question) => report(AuthoringRules.Unresolved, selector.Span, replacement, problem, question);
    }

    private FileStep? FindStep(JsonNode selector, string name)
    {
        if (steps.TryGetValue(name, out var step))
        {
            return step;
        }

        string? meant = Spelling.Nearest(name, steps.Keys);
        string? replacement = meant is null ? null : $"{Steps}.{meant}{selector.Text.Substring(Steps.Length + 1 + name.Length)}";
        report(AuthoringRules.Unresolved, selector.Span, replacement, $"There is no step '{name}'", Spelling.Question(meant));
        return null;
    }

    private IEnumerable<JsonNode> Objects(JsonNode root, string member)
    {
        if (root.Find(member) is not { } list)
        {
            report(AuthoringRules.NoWorkflow, root.Start, null, $"A workflow needs '{member}'");
            yield break;
        }

        if (list.Kind != JsonKind.Array)
        {
            report(AuthoringRules.NoWorkflow, list.Start, null, $"'{member}' must be a list");
            yield break;
        }

        foreach (var item in list.Items)
        {
            if (item.Kind == JsonKind.Object)
            {
                yield return item;
            }
            else
            {
                report(AuthoringRules.NoWorkflow, item.Start, null, $"'{member}' must be a list of objects");
            }
        }
    }

    private sealed record FileStep(string Name, JsonNode Node, BlockFacts? Facts);
}
