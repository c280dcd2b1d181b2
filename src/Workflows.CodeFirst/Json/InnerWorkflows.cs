using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.CodeFirst.Json;

/// <summary>
/// Replaces steps that hold a whole workflow by the steps of that workflow, before anything else is read. The inner workflow's step
/// <c>c</c> of step <c>n</c> becomes <c>n__c</c>; its inputs become what they are bound to, its outputs what they select.
/// </summary>
internal static class InnerWorkflows
{
    private const string StepType = "roboflow_core/inner_workflow@v1";
    private const string Composition = "workflow_compilation | inner_workflow | composition";
    private const string Bindings = "workflow_compilation | inner_workflow | parameter_bindings";
    private const int MaxDepth = 4;
    private const int MaxCount = 32;

    /// <summary>Whether there is anything to replace.</summary>
    public static bool Any(JsonElement workflow) =>
        workflow.ValueKind == JsonValueKind.Object
        && workflow.TryGetProperty("steps", out var steps)
        && steps.ValueKind == JsonValueKind.Array
        && steps.EnumerateArray().Any(step => step.ValueKind == JsonValueKind.Object
            && step.TryGetProperty("type", out var type)
            && type.ValueKind == JsonValueKind.String
            && type.ValueEquals(StepType));

    /// <summary>The workflow without inner workflows.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="check">Checks an inner workflow as it stands; throws when it cannot be read.</param>
    /// <exception cref="WorkflowException">The composition is not allowed, or bindings are missing or unknown.</exception>
    public static JsonElement Inline(JsonElement workflow, Action<JsonElement> check)
    {
        var root = JsonObject.Create(workflow)!;
        int count = 0;
        CheckComposition(root, 0, ref count);
        if (count > MaxCount)
        {
            throw Fail("InnerWorkflowTotalCountError", Composition, $"The workflow contains {count} inner workflows; {MaxCount} are the most.");
        }

        Inline(root, check);
        return JsonSerializer.SerializeToElement(root, JsonContext.Default.JsonObject);
    }

    private static void CheckComposition(JsonObject workflow, int depth, ref int count)
    {
        if (workflow["steps"] is not JsonArray steps)
        {
            return;
        }

        for (int i = 0; i < steps.Count; i++)
        {
            if (steps[i] is not JsonObject step)
            {
                throw Fail("InnerWorkflowInvalidStepEntryError", Composition, $"Step {i} is no object.");
            }

            if (!IsInner(step))
            {
                continue;
            }

            string name = NameOf(step);
            bool defined = step["workflow_definition"] is not null;
            bool stored = step["workflow_workspace_id"] is not null || step["workflow_id"] is not null;
            if (defined && stored)
            {
                throw Fail(
                    "WorkflowDefinitionError",
                    "workflow_compilation | inner_workflow_spec_resolution",
                    $"Step '{name}' has both a workflow_definition and the identifiers of a stored workflow; give one of them.",
                    name);
            }

            if (!defined && stored)
            {
                throw Fail(
                    "WorkflowDefinitionError",
                    "workflow_compilation | inner_workflow_spec_resolution",
                    $"Step '{name}' names a workflow that is stored elsewhere, which cannot be fetched here; put its JSON into workflow_definition.",
                    name);
            }

            if (step["workflow_definition"] is not JsonObject inner)
            {
                throw Fail("InnerWorkflowInvalidStepEntryError", Composition, $"The workflow_definition of step '{name}' is no object.", name);
            }

            count++;
            if (depth + 1 > MaxDepth)
            {
                throw Fail("InnerWorkflowNestingDepthError", Composition, $"Step '{name}' nests workflows {depth + 1} deep; {MaxDepth} is the most.", name);
            }

            CheckComposition(inner, depth + 1, ref count);
        }
    }

    /// <summary>Innermost first, so that what is inlined has no inner workflows any more.</summary>
    private static void Inline(JsonObject workflow, Action<JsonElement> check)
    {
        while (((JsonArray)workflow["steps"]!).OfType<JsonObject>().FirstOrDefault(IsInner) is { } step)
        {
            var inner = (JsonObject)step["workflow_definition"]!.DeepClone();
            if (inner["steps"] is JsonArray)
            {
                Inline(inner, check);
            }

            check(JsonSerializer.SerializeToElement(inner, JsonContext.Default.JsonObject));
            Replace(workflow, step, inner);
        }
    }

    private static void Replace(JsonObject workflow, JsonObject step, JsonObject inner)
    {
        string name = NameOf(step);
        var children = ((JsonArray)inner["steps"]!).OfType<JsonObject>().ToList();
        if (children.Count == 0)
        {
            throw Fail("InnerWorkflowInvalidStepEntryError", Composition, $"The workflow inside step '{name}' has no steps.", name);
        }

        var values = Bind(step, inner, name);
        var steps = (JsonArray)workflow["steps"]!;
        var names = Rename(children, name, steps);
        var rewriter = new Rewriter(names, values);
        var outputs = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var output in ((JsonArray)inner["outputs"]!).OfType<JsonObject>())
        {
            outputs[output["name"]!.GetValue<string>()] = rewriter.Rewrite(output["selector"]);
        }

        int index = steps.IndexOf(step);
        steps.RemoveAt(index);
        foreach (var child in children)
        {
            child.Parent!.AsArray().Remove(child);
            steps.Insert(index++, rewriter.RewriteStep(child));
        }

        RewriteParent(workflow, name, outputs, names[NameOf(children[0], renamed: names)]);
    }

    /// <summary>What each input of the inner workflow stands for: what it is bound to, or its default.</summary>
    private static Dictionary<string, JsonNode?> Bind(JsonObject step, JsonObject inner, string name)
    {
        var bindings = step["parameter_bindings"] as JsonObject ?? [];
        var values = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        var missing = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var input in ((JsonArray)inner["inputs"]!).OfType<JsonObject>())
        {
            string inputName = input["name"]!.GetValue<string>();
            known.Add(inputName);
            if (bindings.ContainsKey(inputName))
            {
                values[inputName] = bindings[inputName];
            }
            else if (InputTypes.Parse(input["type"]!.GetValue<string>()) == WorkflowInputType.Parameter && input["default_value"] is { } value)
            {
                values[inputName] = value;
            }
            else
            {
                missing.Add(inputName);
            }
        }

        if (bindings.FirstOrDefault(binding => !known.Contains(binding.Key)) is { Key: { } unknown })
        {
            throw Fail(
                "InnerWorkflowParameterBindingsUnknownInputError",
                Bindings,
                $"Step '{name}' binds '{unknown}', but the workflow inside has no such input.",
                name,
                Suggestions.DidYouMean(unknown, known));
        }

        return missing.Count == 0 ? values : throw Fail(
            "InnerWorkflowParameterBindingsMissingRequiredError",
            Bindings,
            $"Step '{name}' does not bind {string.Join(", ", missing.Select(input => $"'{input}'"))}, which the workflow inside needs.",
            name,
            "Add them to parameter_bindings.");
    }

    private static Dictionary<string, string> Rename(List<JsonObject> children, string name, JsonArray siblings)
    {
        var taken = siblings.OfType<JsonObject>().Select(sibling => NameOf(sibling)).ToHashSet(StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var child in children)
        {
            string old = NameOf(child);
            if (names.ContainsKey(old))
            {
                continue;
            }

            string wanted = $"{name}__{old}", free = wanted;
            for (int number = 2; !taken.Add(free); number++)
            {
                free = $"{wanted}__{number}";
            }

            names[old] = free;
        }

        return names;
    }

    /// <summary>
    /// Replaces references to the step. Like the reference engine, this goes by the beginning of a text: a name that continues the
    /// step's name, or an output's, is caught too, and then points to nothing.
    /// </summary>
    private static void RewriteParent(JsonObject workflow, string name, Dictionary<string, JsonNode?> outputs, string firstChild)
    {
        string prefix = $"$steps.{name}";
        var ordered = outputs.OrderByDescending(output => output.Key.Length).ToList();
        JsonTexts.Map(workflow["steps"], Map);
        JsonTexts.Map(workflow["outputs"], Map);

        JsonNode? Map(string text)
        {
            if (!text.Contains(prefix, StringComparison.Ordinal))
            {
                return null;
            }

            foreach (var (output, selector) in ordered)
            {
                string reference = $"{prefix}.{output}";
                if (text == reference)
                {
                    return selector?.DeepClone();
                }

                if (selector is JsonValue value && value.TryGetValue(out string? replacement))
                {
                    text = text.Replace(reference, replacement, StringComparison.Ordinal);
                }
            }

            return JsonValue.Create(Rewriter.ReplaceStep(text, prefix, $"$steps.{firstChild}"));
        }
    }

    private static bool IsInner(JsonObject step) => step["type"] is JsonValue type && type.TryGetValue(out string? text) && text == StepType;

    private static string NameOf(JsonObject step, Dictionary<string, string>? renamed = null)
    {
        string name = step["name"] is JsonValue value && value.TryGetValue(out string? text) ? text : "";
        return renamed?.FirstOrDefault(pair => pair.Value == name).Key ?? name;
    }

    private static WorkflowException Fail(string error, string context, string message, string? step = null, string? suggestion = null) => new(new WorkflowError
    {
        Code = WorkflowErrorCodes.InvalidInnerWorkflow,
        Error = error,
        Message = message,
        Step = step,
        Suggestion = suggestion,
        Context = context,
    });

    /// <summary>Rewrites the texts of inlined steps: their new names, and what the inputs stand for.</summary>
    private sealed class Rewriter(Dictionary<string, string> names, Dictionary<string, JsonNode?> values)
    {
        private readonly List<KeyValuePair<string, string>> namesByLength = [.. names.OrderByDescending(pair => pair.Key.Length)];
        private readonly List<KeyValuePair<string, JsonNode?>> valuesByLength = [.. values.OrderByDescending(pair => pair.Key.Length)];

        public JsonNode? Rewrite(JsonNode? node) => JsonTexts.Map(node?.DeepClone(), Map);

        public JsonObject RewriteStep(JsonObject step)
        {
            string name = NameOf(step);
            var rewritten = (JsonObject)JsonTexts.Map(step, Map)!;
            rewritten["name"] = names[name];
            return rewritten;
        }

        /// <summary>Replaces <c>$steps.c</c> where the name ends there: not before a dot or a double underscore.</summary>
        public static string ReplaceStep(string text, string reference, string replacement)
        {
            int from = 0;
            while ((from = text.IndexOf(reference, from, StringComparison.Ordinal)) >= 0)
            {
                var rest = text.AsSpan(from + reference.Length);
                if (rest.StartsWith(".") || rest.StartsWith("__"))
                {
                    from += reference.Length;
                    continue;
                }

                text = string.Concat(text.AsSpan(0, from), replacement, rest);
                from += replacement.Length;
            }

            return text;
        }

        private JsonNode? Map(string text)
        {
            if (!text.Contains('$', StringComparison.Ordinal))
            {
                return null;
            }

            foreach (var (old, renamed) in namesByLength)
            {
                text = text.Replace($"$steps.{old}.", $"$steps.{renamed}.", StringComparison.Ordinal);
            }

            foreach (var (old, renamed) in namesByLength)
            {
                text = ReplaceStep(text, $"$steps.{old}", $"$steps.{renamed}");
            }

            foreach (var (input, value) in valuesByLength)
            {
                string reference = $"$inputs.{input}";
                if (text == reference)
                {
                    return value?.DeepClone();
                }

                if (value is JsonValue scalar && scalar.TryGetValue(out string? replacement))
                {
                    text = text.Replace(reference, replacement, StringComparison.Ordinal);
                }
            }

            return JsonValue.Create(text);
        }
    }
}
