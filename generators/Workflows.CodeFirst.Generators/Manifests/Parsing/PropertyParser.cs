using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using Workflows.CodeFirst.Generators.Collections;
using Workflows.CodeFirst.Generators.Diagnostics;
using Workflows.CodeFirst.Generators.Manifests.Json;
using Workflows.CodeFirst.Generators.Manifests.Model;

namespace Workflows.CodeFirst.Generators.Manifests.Parsing;

/// <summary>Reads one property.</summary>
internal static class PropertyParser
{
    private static readonly string[] SharedFields =
    [
        "aliases", "required", "default", "description", "private", "hidden", "deprecated", "requiredWhen", "relevantFor", "valueAliases",
        "wrapsSingle", "keysBoundIn", "accepts", "bounds",
    ];

    private static readonly string[] Fields = ["name", .. SharedFields];

    /// <summary>Reads a property that stands in a version and names itself.</summary>
    public static ParsedProperty? ReadOwn(JsonNode node, ManifestContext context)
    {
        int before = context.Problems.Count;
        return ObjectReader.Open(node, "properties", "The property", context.Problems, Fields) is { } reader
            && reader.Text("name", required: true) is { } name
            ? Read(reader, name, reader.Find("name")!.Span, before, context)
            : null;
    }

    /// <summary>Reads a property of <c>shared</c>, which is named by its key.</summary>
    public static ParsedProperty? ReadShared(JsonMember member, ManifestContext context)
    {
        int before = context.Problems.Count;
        return ObjectReader.Open(member.Value, member.Name, "The property", context.Problems, SharedFields) is { } reader
            ? Read(reader, member.Name, member.NameSpan, before, context)
            : null;
    }

    private static ParsedProperty? Read(ObjectReader reader, string name, TextSpan nameSpan, int before, ManifestContext context)
    {
        var problems = context.Problems;
        string identifier = CheckName(name, nameSpan, problems);
        var mentions = new List<Mention>();
        string description = reader.Text("description", required: true) ?? "";
        var aliases = reader.Texts("aliases", "The alias");
        foreach (var alias in aliases)
        {
            CheckName(alias.Text, alias.Span, problems);
        }

        var alternatives = new AlternativeParser(context, identifier, description);
        var accepts = alternatives.ReadAll(reader, "accepts");
        if (accepts.Count > 0 && accepts.All(static alternative => alternative is LiteralModel { Kind: LiteralKind.Null }))
        {
            problems.Add(ManifestRules.WrongValue, reader.Find("accepts")!.Start, "accepts", "a list with something besides null");
        }

        var bounds = reader.Find("bounds") is { } limits
            && ObjectReader.Open(limits, "bounds", "The bounds", problems, "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "minItems", "minLength") is { } inner
            ? alternatives.ReadBounds(inner)
            : BoundsModel.Open;

        bool required = reader.Flag("required");
        var @default = reader.Find("default");
        if (required && @default is not null)
        {
            problems.Add(ManifestRules.WrongValue, reader.Member("default")!.NameSpan, "default", "absent where the property is required");
        }
        else if (@default is not null && problems.Count == before && !DefaultCheck.Accepts(accepts, @default))
        {
            problems.Add(ManifestRules.BadDefault, @default.Start, JsonText.Of(@default));
        }

        var model = new PropertyModel
        {
            Name = name,
            Identifier = identifier,
            Aliases = aliases.Select(static alias => alias.Text).ToEquatableArray(),
            Required = required,
            DefaultJson = @default is null ? null : JsonText.Of(@default),
            Description = description,
            Private = reader.Flag("private"),
            Hidden = reader.Flag("hidden"),
            Deprecated = reader.Flag("deprecated"),
            Accepts = accepts,
            Bounds = bounds,
            RelevantFor = context.Conditions(reader, "relevantFor", mentions, withKinds: true),
            RequiredWhen = context.Conditions(reader, "requiredWhen", mentions, withKinds: true),
            ValueAliases = ReadValueAliases(reader),
            WrapsSingle = reader.Flag("wrapsSingle"),
            KeysBoundIn = reader.Text("keysBoundIn"),
        };
        if (model.KeysBoundIn is { } bound)
        {
            mentions.Add(new(bound, reader.Find("keysBoundIn")!.Span));
        }

        return problems.Count == before ? new(model, nameSpan, aliases, mentions) : null;
    }

    private static string CheckName(string name, TextSpan span, Problems problems)
    {
        string identifier = Identifiers.Pascal(name);
        bool sound = name.All(static c => (c < 128 && char.IsLetterOrDigit(c)) || c == '_') && !char.IsDigit(name[0]) && Identifiers.IsValid(identifier);
        if (!sound)
        {
            problems.Add(ManifestRules.InvalidIdentifier, span, name, "use letters, digits and '_', and no digit first");
        }
        else if (name is "type" or "name")
        {
            problems.Add(ManifestRules.WrongValue, span, "name", "something else: every step has 'type' and 'name' already");
        }

        return sound ? identifier : "Invalid";
    }

    private static EquatableArray<ValueAliasModel> ReadValueAliases(ObjectReader reader)
    {
        var aliases = ImmutableArray.CreateBuilder<ValueAliasModel>();
        foreach (var member in reader.Map("valueAliases"))
        {
            if (reader.TextOf(member.Value, member.Name) is { } value)
            {
                aliases.Add(new(member.Name, value));
            }
        }

        return aliases.ToImmutable();
    }
}

/// <summary>A property and what only matters while its version is read.</summary>
internal sealed record ParsedProperty(PropertyModel Model, TextSpan NameSpan, IReadOnlyList<JsonNode> Aliases, IReadOnlyList<Mention> Mentions);
