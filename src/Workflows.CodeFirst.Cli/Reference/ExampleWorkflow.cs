using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.CodeFirst.Cli.Import;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Cli.Reference;

/// <summary>Makes the smallest workflow that shows a block: its required properties, with what they are usually connected to.</summary>
internal sealed class ExampleWorkflow
{
    private const string Image = "$inputs.image";
    private const string Next = "next";
    private const int MostOutputs = 3;

    private readonly JsonArray inputs = [];
    private readonly JsonArray before = [];
    private readonly JsonArray after = [];
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    private ExampleWorkflow()
    {
    }

    /// <summary>The workflow as JSON.</summary>
    public static JsonObject Of(BlockManifest block) => new ExampleWorkflow().Make(block);

    private JsonObject Make(BlockManifest block)
    {
        string name = FamilyNames.File(BlockFamily.NameOf(block));
        names.Add(name);
        var step = Step(block, name, deep: false);
        before.Add(step);
        foreach (var following in after.ToList())
        {
            after.Remove(following);
            before.Add(following);
        }

        var outputs = block.ControlsFlow
            ? [Output("result", $"$steps.{Next}.image")]
            : block.Outputs.Select(output => output.Name == "*" ? ExampleValues.Output(block.Type) : output.Name).OfType<string>().Take(MostOutputs).Select(output => Output(output, $"$steps.{name}.{output}"));
        return new JsonObject { ["version"] = Workflow.DefaultVersion, ["inputs"] = inputs, ["steps"] = before, ["outputs"] = new JsonArray([.. outputs]) };
    }

    private static JsonObject Output(string name, string selector) => new() { ["type"] = "JsonField", ["name"] = name, ["selector"] = selector };

    // Deep: on crops of the image instead of the image itself.
    private JsonObject Step(BlockManifest block, string name, bool deep)
    {
        var step = new JsonObject { ["type"] = block.Type, ["name"] = name };
        foreach (var property in Shown(block))
        {
            int offset = block.Batch.InputOffsets.GetValueOrDefault(property.Name);
            bool collapses = block.Batch.OutputOffset < 0 && block.Batch.AutoCast.Contains(property.Name);
            step[property.Name] = ExampleValues.For(block.Type, property.Name) is { } special
                ? Connected(special)
                : Value(property.Name, property.Accepts, property.Bounds, deep || offset > 0 || collapses);
        }

        return step;
    }

    private JsonNode Connected(JsonNode special)
    {
        if (special.ToJsonString().Contains(Image, StringComparison.Ordinal))
        {
            AddInput("image", "WorkflowImage", null);
        }

        return special;
    }

    // What has to be there, what the rules demand then, and what a condition talks about.
    private static IEnumerable<PropertyManifest> Shown(BlockManifest block)
    {
        var shown = block.Properties.Where(property => property.Required || property == block.Properties.FirstOrDefault(GoesOn) || property.Name == "evaluation_parameters" || ExampleValues.For(block.Type, property.Name) is not null).Select(static property => property.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var rule in block.Rules.Where(rule => rule.When.All(condition => Holds(block, condition, shown))))
        {
            shown.UnionWith(rule.NotNull.Concat(rule.NotEmpty));
            if (!rule.AnyNotNull.IsEmpty && !rule.AnyNotNull.Any(shown.Contains))
            {
                shown.Add(rule.AnyNotNull[0]);
            }
        }

        return block.Properties.Where(property => shown.Contains(property.Name));
    }

    private static bool GoesOn(PropertyManifest property) => property.Accepts.Any(static alternative => alternative is StepTargetAlternative
        || (alternative is LiteralAlternative literal && literal.Items.OfType<StepTargetAlternative>().Any()));

    private static bool Holds(BlockManifest block, Condition condition, HashSet<string> shown)
    {
        if (block.IndexOfProperty(condition.Property) is not (>= 0 and var index))
        {
            return false;
        }

        var property = block.Properties[index];
        string? value = shown.Contains(property.Name)
            ? property.Accepts.OfType<LiteralAlternative>().Where(static literal => !literal.Values.IsEmpty).Select(static literal => $"\"{literal.Values[0]}\"").FirstOrDefault()
            : property.DefaultJson;
        return value is not null && condition.Values.Contains(value);
    }

    private JsonNode? Value(string property, ImmutableArray<Alternative> accepts, Bounds bounds, bool deep)
    {
        var literal = accepts.OfType<LiteralAlternative>().FirstOrDefault(static literal => literal.Type is not (LiteralType.Null or LiteralType.Any));
        if (literal is not null)
        {
            return Literal(property, literal, bounds, deep);
        }

        if (accepts.OfType<StepTargetAlternative>().Any())
        {
            return Target();
        }

        return accepts.OfType<SelectorAlternative>().FirstOrDefault() is { } selector ? Selector(property, selector, deep) : "value";
    }

    private JsonNode? Literal(string property, LiteralAlternative literal, Bounds bounds, bool deep) => literal.Type switch
    {
        LiteralType.String when !literal.Values.IsEmpty => literal.Values[0],
        LiteralType.String => ExampleValues.Text(property),
        LiteralType.Integer => (long)Number(literal.Bounds, bounds, 1),
        LiteralType.Float => Number(literal.Bounds, bounds, 0.5),
        LiteralType.Boolean => true,
        LiteralType.List => literal.Items.IsEmpty ? new JsonArray() : new JsonArray(Value(property, literal.Items, default, deep)),
        LiteralType.Dictionary => literal.Items.IsEmpty ? new JsonObject() : new JsonObject { ["value"] = Value(property, literal.Items, default, deep) },
        LiteralType.Tuple => new JsonArray([.. literal.TupleItems.Select(place => Value(property, place, default, deep))]),
        _ => ExampleValues.Object(literal.Schema),
    };

    private static double Number(Bounds inner, Bounds outer, double usual)
    {
        double least = inner.Minimum ?? outer.Minimum ?? inner.ExclusiveMinimum + 1 ?? outer.ExclusiveMinimum + 1 ?? double.NegativeInfinity;
        double greatest = inner.Maximum ?? outer.Maximum ?? double.PositiveInfinity;
        return Math.Min(Math.Max(usual, least), greatest);
    }

    private JsonNode Target()
    {
        if (names.Add(Next))
        {
            after.Add(Step(BlockCatalogue.Core.Find("roboflow_core/image_blur@v1")!, Next, deep: false));
        }

        return $"$steps.{Next}";
    }

    private JsonNode Selector(string property, SelectorAlternative selector, bool deep)
    {
        // A thing that a model finds says more than a parameter does.
        string kind = selector.Kinds.FirstOrDefault(static kind => kind != "*" && (kind == "image" || ExampleValues.Producers.ContainsKey(kind))) ?? selector.Kinds[0];
        if (kind == "image" || (kind == "*" && deep))
        {
            AddInput("image", "WorkflowImage", null);
            return deep ? Crops() : Image;
        }

        if (kind == "video_metadata")
        {
            AddInput("video_metadata", "WorkflowVideoMetadata", null);
            return "$inputs.video_metadata";
        }

        if (selector.Source != SelectorSource.Input && ExampleValues.Producers.TryGetValue(kind, out var producer))
        {
            return Produced(producer.Type, (deep ? "crop_" : "") + producer.Name, producer.Output, deep);
        }

        AddInput(property, "WorkflowParameter", kind);
        return $"$inputs.{property}";
    }

    private string Crops() => Produced("roboflow_core/dynamic_crop@v1", "crops", "crops", deep: false);

    private string Produced(string type, string name, string output, bool deep)
    {
        if (!before.Any(step => (string)step!["name"]! == name))
        {
            name = names.Add(name) ? name : name + "_1";
            before.Add(Step(BlockCatalogue.Core.Find(type)!, name, deep));
        }

        return $"$steps.{name}.{output}";
    }

    private void AddInput(string name, string type, string? kind)
    {
        if (inputs.Any(input => (string)input!["name"]! == name))
        {
            return;
        }

        var input = new JsonObject { ["type"] = type, ["name"] = name };
        if (kind is not null)
        {
            input["kind"] = new JsonArray(kind);
        }

        inputs.Add(input);
    }
}
