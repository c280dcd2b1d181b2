using System;
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

/// <summary>Reads one version of a family.</summary>
internal sealed class VersionParser(ManifestContext context, FamilyFacts family, SharedProperties shared)
{
    private readonly Problems problems = context.Problems;
    private readonly List<Mention> mentions = [];

    /// <summary>Reads a version; null, and problems, when something in it is wrong.</summary>
    public ParsedVersion? Read(JsonNode node)
    {
        int before = problems.Count;
        var reader = ObjectReader.Open(
            node,
            "versions",
            "The version",
            problems,
            "version", "type", "aliases", "category", "engine", "summary", "runs", "needs", "deprecated", "replacedBy", "properties", "rules", "batch",
            "outputs", "dynamicOutputs", "controlsFlow");
        if (reader?.Integer("version", 1, required: true) is not { } number)
        {
            return null;
        }

        context.Inline.Version = number;
        string? type = reader.Text("type", required: true);
        var aliases = reader.Texts("aliases", "The alias");
        string? dynamicOutputs = reader.Text("dynamicOutputs");
        var model = new VersionModel
        {
            ClassName = family.Name + "V" + number.ToString(CultureInfo.InvariantCulture),
            Family = family.Title,
            Version = number,
            Type = type ?? "",
            Aliases = aliases.Select(static alias => alias.Text).ToEquatableArray(),
            Category = reader.Choice("category", ManifestValues.Categories) ?? family.Category,
            Summary = reader.Text("summary") ?? family.Summary,
            EngineRange = reader.Text("engine"),
            Runs = reader.Choice("runs", ManifestValues.Runs) ?? "local",
            Needs = ReadNeeds(reader),
            Deprecation = reader.Text("deprecated"),
            ReplacedBy = reader.Text("replacedBy"),
            Properties = ReadProperties(reader),
            Outputs = ReadOutputs(reader, dynamicOutputs),
            DynamicOutputs = dynamicOutputs,
            ControlsFlow = reader.Flag("controlsFlow"),
            Rules = RuleParser.ReadAll(reader, context, mentions),
            Batch = ReadBatch(reader),
        };

        // A property that is wrong itself has been reported; that others mention it is no further mistake.
        if (problems.Count == before)
        {
            CheckMentions(model);
        }

        return type is not null && problems.Count == before
            ? new(model, reader.Find("version")!.Span, reader.Find("type")!.Span, aliases)
            : null;
    }

    private void CheckMentions(VersionModel model)
    {
        var names = model.Properties.Select(static property => property.Name).ToList();
        foreach (var mention in mentions)
        {
            if (!names.Contains(mention.Name))
            {
                problems.Add(ManifestRules.UnknownProperty, mention.Span, mention.Name, Spelling.DidYouMean(mention.Name, names));
            }
        }
    }

    private EquatableArray<PropertyModel> ReadProperties(ObjectReader reader)
    {
        var properties = ImmutableArray.CreateBuilder<PropertyModel>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var identifiers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in reader.List("properties", required: true))
        {
            var property = node.Kind == JsonKind.String ? shared.Get(node) : PropertyParser.ReadOwn(node, context);
            if (property is null)
            {
                continue;
            }

            var place = node.Kind == JsonKind.String ? node.Span : property.NameSpan;
            if (!keys.Add(property.Model.Name) || !identifiers.Add(property.Model.Identifier))
            {
                problems.Add(ManifestRules.Duplicate, place, "The property", property.Model.Name);
                continue;
            }

            foreach (var alias in property.Aliases)
            {
                if (!keys.Add(alias.Text))
                {
                    problems.Add(ManifestRules.Duplicate, alias.Span, "The key", alias.Text);
                }
            }

            mentions.AddRange(property.Mentions);
            properties.Add(property.Model);
        }

        return properties.ToImmutable();
    }

    private EquatableArray<OutputModel> ReadOutputs(ObjectReader version, string? dynamicOutputs)
    {
        var outputs = ImmutableArray.CreateBuilder<OutputModel>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in version.List("outputs", required: true))
        {
            if (ObjectReader.Open(node, "outputs", "The output", problems, "name", "kinds", "description") is not { } reader)
            {
                continue;
            }

            string? name = reader.Text("name", required: true);
            reader.Require("kinds");
            var kinds = context.Kinds(reader, "kinds");
            string? description = reader.Text("description", required: true);
            if (name is null || description is null || kinds.IsEmpty)
            {
                continue;
            }

            var place = reader.Find("name")!.Span;
            string identifier = Identifiers.Pascal(name);
            if (name == "*")
            {
                if (dynamicOutputs is null)
                {
                    problems.Add(ManifestRules.MissingField, version.Node.Start, "A version with the output '*'", "dynamicOutputs");
                }
            }
            else if (!Identifiers.IsValid(identifier) || char.IsDigit(name[0]))
            {
                problems.Add(ManifestRules.InvalidIdentifier, place, name, "use letters, digits and '_', and no digit first");
                continue;
            }

            if (!names.Add(name) || !names.Add("C# " + identifier))
            {
                problems.Add(ManifestRules.Duplicate, place, "The output", name);
                continue;
            }

            outputs.Add(new(name, identifier, kinds, description));
        }

        return outputs.ToImmutable();
    }

    private BatchModel ReadBatch(ObjectReader version)
    {
        if (version.Find("batch") is not { } node
            || ObjectReader.Open(node, "batch", "The batch facts", problems, "accepts", "acceptsBatchesAndScalars", "enforcesAutoBatchCasting", "offsets", "reference", "outputOffset", "acceptsEmptyValues") is not { } reader)
        {
            return BatchModel.None;
        }

        var offsets = ImmutableArray.CreateBuilder<OffsetModel>();
        foreach (var member in reader.Map("offsets"))
        {
            mentions.Add(new(member.Name, member.NameSpan));
            if (member.Value.Kind == JsonKind.Number && int.TryParse(member.Value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int offset))
            {
                offsets.Add(new(member.Name, offset));
            }
            else
            {
                problems.Add(ManifestRules.WrongValue, member.Value.Start, member.Name, "a whole number from 0");
            }
        }

        if (reader.Text("reference") is { } reference)
        {
            mentions.Add(new(reference, reader.Find("reference")!.Span));
        }

        int outputOffset = reader.Integer("outputOffset", -1) ?? 0;
        if (outputOffset > 1)
        {
            problems.Add(ManifestRules.WrongValue, reader.Find("outputOffset")!.Span, "outputOffset", "-1, 0 or 1");
        }

        return new()
        {
            Batches = Properties("accepts"),
            BatchesAndScalars = Properties("acceptsBatchesAndScalars"),
            AutoCast = Properties("enforcesAutoBatchCasting"),
            Offsets = offsets.ToImmutable(),
            Reference = reader.Find("reference") is { Kind: JsonKind.String } named ? named.Text : null,
            OutputOffset = outputOffset,
            AcceptsEmptyValues = reader.Flag("acceptsEmptyValues"),
        };

        EquatableArray<string> Properties(string field)
        {
            var nodes = reader.Texts(field, "The property");
            mentions.AddRange(nodes.Select(static name => new Mention(name.Text, name.Span)));
            return nodes.Select(static name => name.Text).ToEquatableArray();
        }
    }

    private NeedsModel? ReadNeeds(ObjectReader version)
    {
        if (version.Find("needs") is not { } node
            || ObjectReader.Open(node, "needs", "What is needed", problems, "model", "services", "gpu", "fileSystem", "hardware", "video", "state") is not { } reader)
        {
            return null;
        }

        ModelNeedModel? model = null;
        if (reader.Find("model") is { } modelNode
            && ObjectReader.Open(modelNode, "model", "The model", problems, "source", "task", "variants") is { } inner)
        {
            inner.Require("source");
            model = new(
                inner.Choice("source", ["roboflow", "fixed", "foundation"]) ?? "",
                inner.Text("task", required: true) ?? "",
                inner.Texts("variants", "The variant", allowEmpty: true).Select(static variant => variant.Text).ToEquatableArray());
        }

        return new(
            model,
            reader.Texts("services", "The service").Select(static service => service.Text).ToEquatableArray(),
            reader.Flag("gpu"),
            reader.Flag("fileSystem"),
            reader.Text("hardware"),
            reader.Choice("video", ["image", "input"]),
            reader.Text("state"));
    }
}

/// <summary>A version and the places of what has to be unique among all manifests.</summary>
internal sealed record ParsedVersion(VersionModel Model, TextSpan VersionSpan, TextSpan TypeSpan, IReadOnlyList<JsonNode> Aliases);
