using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Runtime.Tests.Fuzzing;

/// <summary>Makes workflow definitions out of the blocks of a catalogue: mostly what the blocks accept, sometimes what is next to it.</summary>
internal sealed class RandomDefinitions(int seed)
{
    private static readonly ImmutableArray<BlockManifest> Blocks = BlockCatalogue.Core.All;
    private static readonly string[] Kinds = [.. Kind.All.Select(kind => kind.Name)];

    private static readonly string[] Words =
        ["", "x", "roboflow", "shapes/1", "default", "a b", "$", "$inputs.image", "$steps.s0.*", "$steps.s0", "\u0000", "🙂", "../..", "1e999", "null", "-1", "#ff0000", "(100, 100, 100)"];

    private readonly Random random = new(seed);
    private readonly List<(string Selector, ImmutableArray<string> Kinds)> sources = [];

    /// <summary>A definition; <paramref name="mutations"/> times something of it is broken.</summary>
    public string Make(int mutations)
    {
        var inputs = new JsonArray();
        AddInput(inputs, "image", "WorkflowImage", ["image"]);
        for (int i = random.Next(4); i > 0; i--)
        {
            string kind = Pick(Kinds);
            AddInput(inputs, $"p{i}", Pick(["WorkflowParameter", "WorkflowParameter", "WorkflowBatchInput", "WorkflowImage"]), [kind]);
        }

        var steps = new JsonArray();
        for (int i = 0, count = random.Next(1, 4); i < count; i++)
        {
            steps.Add(Step($"s{i}", Blocks[random.Next(Blocks.Length)]));
        }

        var outputs = new JsonArray();
        for (int i = random.Next(5); i > 0; i--)
        {
            outputs.Add(new JsonObject { ["type"] = "JsonField", ["name"] = $"o{i}", ["selector"] = Pick([.. sources]).Selector });
        }

        JsonNode definition = new JsonObject { ["version"] = "1.3.0", ["inputs"] = inputs, ["steps"] = steps, ["outputs"] = outputs };
        for (int i = 0; i < mutations; i++)
        {
            Mutate(definition);
        }

        return definition.ToJsonString();
    }

    private void AddInput(JsonArray inputs, string name, string type, ImmutableArray<string> kinds)
    {
        var input = new JsonObject { ["type"] = type, ["name"] = name };
        if (type != "WorkflowImage")
        {
            input["kind"] = new JsonArray([.. kinds.Select(kind => (JsonNode)kind)]);
        }

        inputs.Add(input);
        sources.Add(($"$inputs.{name}", type == "WorkflowImage" ? ["image"] : kinds));
    }

    private JsonObject Step(string name, BlockManifest block)
    {
        var step = new JsonObject { ["type"] = block.Type, ["name"] = name };
        foreach (var property in block.Properties)
        {
            if (property.Required || random.Next(4) == 0)
            {
                step[Pick([.. property.Keys])] = Value(property.Accepts, property.Bounds, 0);
            }
        }

        foreach (var output in block.Outputs)
        {
            sources.Add(($"$steps.{name}.{output.Name}", output.Kinds));
        }

        return step;
    }

    private JsonNode? Value(ImmutableArray<Alternative> accepts, Bounds bounds, int depth) => accepts.IsEmpty ? Any(depth) : Pick([.. accepts]) switch
    {
        SelectorAlternative selector => Selector(selector),
        StepTargetAlternative => $"$steps.s{random.Next(8)}",
        LiteralAlternative literal => Literal(literal, bounds, depth),
        _ => null,
    };

    private string Selector(SelectorAlternative selector)
    {
        var fitting = sources.Where(source => selector.Kinds.Contains("*") || source.Kinds.Contains("*") || source.Kinds.Intersect(selector.Kinds).Any()).ToArray();
        return fitting.Length > 0 && random.Next(20) > 0 ? Pick(fitting).Selector : Pick([.. sources]).Selector;
    }

    private JsonNode? Literal(LiteralAlternative literal, Bounds bounds, int depth)
    {
        double low = literal.Bounds.Minimum ?? bounds.Minimum ?? 0, high = literal.Bounds.Maximum ?? bounds.Maximum ?? low + 10;
        switch (literal.Type)
        {
            case LiteralType.String:
                return literal.Values.IsEmpty ? Pick(Words) : Pick([.. literal.Values]);
            case LiteralType.Integer:
                return (long)Math.Ceiling(low) + random.Next(3);
            case LiteralType.Float:
                return low + (high - low) * random.NextDouble();
            case LiteralType.Boolean:
                return random.Next(2) == 0;
            case LiteralType.Null:
                return null;
            case LiteralType.List:
                return new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(literal.Items, default, depth + 1))]);
            case LiteralType.Tuple:
                return new JsonArray([.. literal.TupleItems.Select(item => Value(item, default, depth + 1))]);
            case LiteralType.Dictionary:
                return new JsonObject(Enumerable.Range(0, random.Next(4)).Select(i => KeyValuePair.Create($"k{i}", Value(literal.Items, default, depth + 1))));
            default:
                return Any(depth);
        }
    }

    private JsonNode? Any(int depth) => random.Next(depth > 3 ? 5 : 8) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.NextInt64(),
        3 => random.NextDouble() * Math.Pow(10, random.Next(-300, 300)),
        4 => Pick(Words),
        5 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Any(depth + 1))]),
        6 => Operation(depth),
        _ => new JsonObject(Enumerable.Range(0, random.Next(4)).Select(i => KeyValuePair.Create(Pick(["type", "operations", "statements", "k"]) + i, Any(depth + 1)))),
    };

    private JsonObject Operation(int depth) => new()
    {
        ["type"] = Pick(["StringToLowerCase", "SequenceApply", "DetectionsFilter", "StatementGroup", "BinaryStatement", "NumberRound", "Multiply"]),
        [Pick(["operations", "statements", "filter_operation", "other", "decimal_digits"])] = Any(depth + 1),
    };

    private void Mutate(JsonNode root)
    {
        var places = new List<JsonNode>();
        Collect(root);
        switch (Pick([.. places]))
        {
            case JsonObject { Count: > 0 } members:
                string name = Pick([.. members.Select(member => member.Key)]);
                switch (random.Next(4))
                {
                    case 0:
                        members.Remove(name);
                        break;
                    case 1:
                        var value = members[name];
                        members.Remove(name);
                        members[Pick([.. Words, name + "s", "type", "name", "$schema"])] = value;
                        break;
                    case 2:
                        members[Pick(["dynamic_blocks_definitions", "workflow_definition", "default_value", "kind", "dimensionality", "next_steps"])] = Any(0);
                        break;
                    default:
                        members[name] = random.Next(3) == 0 ? RandomSelector() : Any(0);
                        break;
                }

                break;
            case JsonArray { Count: > 0 } items:
                int index = random.Next(items.Count);
                switch (random.Next(3))
                {
                    case 0:
                        items.RemoveAt(index);
                        break;
                    case 1:
                        items.Add(items[index]?.DeepClone());
                        break;
                    default:
                        items[index] = Any(0);
                        break;
                }

                break;
        }

        void Collect(JsonNode? node)
        {
            switch (node)
            {
                case JsonObject members:
                    places.Add(members);
                    foreach (var (_, member) in members)
                    {
                        Collect(member);
                    }

                    break;
                case JsonArray items:
                    places.Add(items);
                    foreach (var item in items)
                    {
                        Collect(item);
                    }

                    break;
            }
        }
    }

    private string RandomSelector() => string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ =>
        Pick(["$", "$inputs", "$steps", ".", "..", "image", "s0", "s1", "*", "predictions", "[0]", " ", "\n", "🙂", "$steps.s0.predictions"])));

    private T Pick<T>(T[] choices) => choices[random.Next(choices.Length)];
}
