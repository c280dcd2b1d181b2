using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using Workflows.CodeFirst.Generators.Collections;
using Workflows.CodeFirst.Generators.Diagnostics;
using Workflows.CodeFirst.Generators.Manifests.Json;
using Workflows.CodeFirst.Generators.Manifests.Model;

namespace Workflows.CodeFirst.Generators.Manifests.Parsing;

/// <summary>Reads what one property accepts.</summary>
internal sealed class AlternativeParser(ManifestContext context, string propertyIdentifier, string propertyDescription)
{
    private static readonly ImmutableDictionary<string, LiteralKind> LiteralKinds = new Dictionary<string, LiteralKind>
    {
        ["string"] = LiteralKind.String,
        ["integer"] = LiteralKind.Integer,
        ["float"] = LiteralKind.Float,
        ["boolean"] = LiteralKind.Boolean,
        ["null"] = LiteralKind.Null,
        ["list"] = LiteralKind.List,
        ["tuple"] = LiteralKind.Tuple,
        ["dict"] = LiteralKind.Dictionary,
        ["object"] = LiteralKind.Object,
        ["any"] = LiteralKind.Any,
    }.ToImmutableDictionary();

    private readonly Problems problems = context.Problems;

    public EquatableArray<AlternativeModel> ReadAll(ObjectReader reader, string field, int depth = 0) =>
        Read(reader.List(field, required: true, allowEmpty: false), depth);

    private EquatableArray<AlternativeModel> Read(IReadOnlyList<JsonNode> nodes, int depth)
    {
        var alternatives = ImmutableArray.CreateBuilder<AlternativeModel>(nodes.Count);
        foreach (var node in nodes)
        {
            if (ReadOne(node, depth) is { } alternative)
            {
                alternatives.Add(alternative);
            }
        }

        return alternatives.ToImmutable();
    }

    private AlternativeModel? ReadOne(JsonNode node, int depth)
    {
        if (node.Kind != JsonKind.Object)
        {
            problems.Add(ManifestRules.WrongValue, node.Start, "accepts", "a list of objects, each with 'selector', 'literal' or 'target'");
            return null;
        }

        if (node.Members.Any(static member => member.Name == "selector"))
        {
            return AllowReference(node, depth) ? ReadSelector(node) : null;
        }

        if (node.Members.Any(static member => member.Name == "target"))
        {
            return AllowReference(node, depth) ? ReadTarget(node) : null;
        }

        if (node.Members.FirstOrDefault(static member => member.Name == "literal") is { } literal)
        {
            return ReadLiteral(node, literal, depth);
        }

        problems.Add(ManifestRules.MissingField, node.Start, "What a property accepts", "literal' or 'selector");
        return null;
    }

    // The language looks for selectors in a property and one level into lists and dictionaries.
    private bool AllowReference(JsonNode node, int depth)
    {
        if (depth <= 1)
        {
            return true;
        }

        problems.Add(ManifestRules.WrongValue, node.Start, "items", "literals: selectors may stand inside a list or an object one level deep only");
        return false;
    }

    private SelectorModel? ReadSelector(JsonNode node)
    {
        var reader = ObjectReader.Open(node, "accepts", "A selector", problems, "selector", "from", "batch")!;
        var kinds = context.Kinds(reader, "selector");
        var origin = reader.Choice("from", ["input", "step"]) switch
        {
            "input" => SelectorOrigin.Input,
            "step" => SelectorOrigin.StepOutput,
            _ => SelectorOrigin.Any,
        };
        bool? batch = reader.Boolean("batch");
        return kinds.IsEmpty ? null : new(kinds, origin, batch);
    }

    private TargetModel ReadTarget(JsonNode node)
    {
        var reader = ObjectReader.Open(node, "accepts", "A target", problems, "target")!;
        if (reader.Boolean("target") == false)
        {
            problems.Add(ManifestRules.WrongValue, reader.Find("target")!.Span, "target", "true");
        }

        return new();
    }

    private LiteralModel? ReadLiteral(JsonNode node, JsonMember literal, int depth)
    {
        if (literal.Value.Kind != JsonKind.String || !LiteralKinds.TryGetValue(literal.Value.Text, out var kind))
        {
            string expected = "one of " + string.Join(", ", LiteralKinds.Keys.OrderBy(static name => name, System.StringComparer.Ordinal).Select(static name => $"'{name}'"));
            problems.Add(ManifestRules.WrongValue, literal.Value.Start, "literal", expected + Spelling.DidYouMean(literal.Value.Text, LiteralKinds.Keys));
            return null;
        }

        return kind switch
        {
            LiteralKind.String => ReadString(Open("A text", "enum")),
            LiteralKind.Integer or LiteralKind.Float => new(kind) { Bounds = ReadBounds(Open("A number", "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum")) },
            LiteralKind.List => ReadList(Open("A list", "items", "minItems"), depth),
            LiteralKind.Tuple => ReadTuple(Open("A tuple", "items"), depth),
            LiteralKind.Dictionary => new(kind) { Items = ReadAll(Open("A dictionary", "values"), "values", depth + 1) },
            LiteralKind.Object => new(kind) { Schema = Open("An object", "schema").Text("schema", required: true) },
            _ => ReadPlain(),
        };

        ObjectReader Open(string what, params string[] fields) => ObjectReader.Open(node, "accepts", what, problems, ["literal", .. fields])!;

        LiteralModel ReadPlain()
        {
            Open("The literal '" + literal.Value.Text + "'");
            return new(kind);
        }
    }

    private LiteralModel? ReadString(ObjectReader reader)
    {
        switch (reader.Find("enum"))
        {
            case null:
                return new(LiteralKind.String);
            case { Kind: JsonKind.String } name:
                if (context.Vocabulary.FindEnumeration(name.Text) is { } shared)
                {
                    return new(LiteralKind.String) { Enumeration = shared };
                }

                problems.Add(ManifestRules.UnknownEnumeration, name.Span, name.Text, Spelling.DidYouMean(name.Text, context.Vocabulary.EnumerationNames));
                return null;
            case { Kind: JsonKind.Array, Items.Count: > 0 } list:
                var values = EnumerationValues.Read(list.Items, problems);
                return values.IsEmpty
                    ? null
                    : new(LiteralKind.String) { Enumeration = context.Inline.Get(propertyIdentifier, propertyDescription, values) };
            case var other:
                problems.Add(ManifestRules.WrongValue, other.Start, "enum", "the name of a shared enumeration or a list of values");
                return null;
        }
    }

    private LiteralModel ReadList(ObjectReader reader, int depth)
    {
        var items = ReadAll(reader, "items", depth + 1);
        int? minimum = reader.Integer("minItems", 1);
        return new(LiteralKind.List) { Items = items, Bounds = BoundsModel.Open with { MinItems = minimum } };
    }

    private LiteralModel ReadTuple(ObjectReader reader, int depth)
    {
        var places = ImmutableArray.CreateBuilder<EquatableArray<AlternativeModel>>();
        foreach (var place in reader.List("items", required: true, allowEmpty: false))
        {
            if (place is { Kind: JsonKind.Array, Items.Count: > 0 })
            {
                places.Add(Read(place.Items, depth + 2));
            }
            else
            {
                problems.Add(ManifestRules.WrongValue, place.Start, "items", "a list with a list of alternatives for every place");
            }
        }

        return new(LiteralKind.Tuple) { TupleItems = places.ToImmutable() };
    }

    /// <summary>Reads the bounds among the fields of an object; those that leave nothing over are a problem.</summary>
    public BoundsModel ReadBounds(ObjectReader reader)
    {
        var bounds = new BoundsModel(
            reader.Number("minimum"),
            reader.Number("maximum"),
            reader.Number("exclusiveMinimum"),
            reader.Number("exclusiveMaximum"),
            reader.Integer("minItems", 1),
            reader.Integer("minLength", 1));
        bool strict = bounds.ExclusiveMinimum is not null || bounds.ExclusiveMaximum is not null;
        double? least = Larger(bounds.Minimum, bounds.ExclusiveMinimum);
        double? greatest = Smaller(bounds.Maximum, bounds.ExclusiveMaximum);
        if (least > greatest || (strict && least >= greatest))
        {
            var place = reader.Member("maximum") ?? reader.Member("exclusiveMaximum");
            problems.Add(ManifestRules.BadRange, place?.Value.Span ?? reader.Node.Start, RangeText.Of(bounds));
        }

        return bounds;
    }

    private static double? Larger(double? a, double? b) => b is null || a > b ? a : b;

    private static double? Smaller(double? a, double? b) => b is null || a < b ? a : b;
}
