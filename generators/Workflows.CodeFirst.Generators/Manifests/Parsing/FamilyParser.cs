using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using Workflows.CodeFirst.Generators.Collections;
using Workflows.CodeFirst.Generators.Diagnostics;
using Workflows.CodeFirst.Generators.Emit;
using Workflows.CodeFirst.Generators.Manifests.Json;
using Workflows.CodeFirst.Generators.Manifests.Model;

namespace Workflows.CodeFirst.Generators.Manifests.Parsing;

/// <summary>Reads a manifest file: a family of blocks with its versions. A version in which something is wrong is left out.</summary>
internal static class FamilyParser
{
    public static ParsedManifest Parse(string path, SourceText text, Vocabulary vocabulary)
    {
        var problems = new Problems(path, text);
        if (JsonReader.Read(text.ToString(), out string problem, out var span) is not { } root)
        {
            problems.Add(ManifestRules.MalformedJson, span, problem);
            return ParsedManifest.Broken(problems);
        }

        if (ObjectReader.Open(root, "manifest", "The manifest", problems, "$schema", "family", "name", "category", "summary", "shared", "versions") is not { } reader)
        {
            return ParsedManifest.Broken(problems);
        }

        var nodes = reader.List("versions", required: true, allowEmpty: false);
        if (ReadFacts(reader, problems) is not { } facts)
        {
            return ParsedManifest.Broken(problems);
        }

        var inline = new InlineEnumerations(facts.Name);
        var context = new ManifestContext(vocabulary, problems, inline);
        var shared = new SharedProperties(reader.Map("shared"), context);
        var versions = ImmutableArray.CreateBuilder<VersionModel>(nodes.Count);
        var claims = ImmutableArray.CreateBuilder<ClaimModel>();
        var numbers = new HashSet<int>();
        foreach (var node in nodes)
        {
            if (new VersionParser(context, facts, shared).Read(node) is not { } version)
            {
                continue;
            }

            if (!numbers.Add(version.Model.Version))
            {
                problems.Add(ManifestRules.Duplicate, version.VersionSpan, "The version", version.Model.ClassName);
                continue;
            }

            versions.Add(version.Model);
            claims.Add(new(version.Model.ClassName, ClaimKind.ClassName, version.Model.ClassName, problems.At(ManifestRules.NameTaken, version.VersionSpan)));
            claims.Add(new(version.Model.ClassName, ClaimKind.Type, version.Model.Type, problems.At(ManifestRules.DuplicateType, version.TypeSpan)));
            foreach (var alias in version.Aliases)
            {
                claims.Add(new(version.Model.ClassName, ClaimKind.Type, alias.Text, problems.At(ManifestRules.DuplicateType, alias.Span)));
            }
        }

        shared.ReadUnused();
        var used = EnumerationsOf(versions);
        var enumerations = inline.ToArray().Where(enumeration => used.Contains(enumeration.Name)).ToEquatableArray();
        var name = reader.Find("name")!.Span;
        foreach (var enumeration in enumerations)
        {
            claims.Add(new(enumeration.Name, ClaimKind.ClassName, enumeration.Name, problems.At(ManifestRules.NameTaken, name)));
            claims.Add(new(enumeration.Name, ClaimKind.ClassName, Emitted.TextsOf(enumeration.Name), problems.At(ManifestRules.NameTaken, name)));
        }

        return new(new(versions.ToImmutable(), enumerations), claims.ToImmutable(), problems.ToArray());
    }

    private static FamilyFacts? ReadFacts(ObjectReader reader, Problems problems)
    {
        string? title = reader.Text("family", required: true);
        string? name = reader.Text("name", required: true);
        reader.Require("category");
        string? category = reader.Choice("category", ManifestValues.Categories);
        string? summary = reader.Text("summary", required: true);
        if (name is not null && !Identifiers.IsValid(name))
        {
            problems.Add(ManifestRules.InvalidIdentifier, reader.Find("name")!.Span, name, "use letters and digits, a capital first");
            return null;
        }

        return title is null || name is null || category is null || summary is null ? null : new(title, name, category, summary);
    }

    private static HashSet<string> EnumerationsOf(IEnumerable<VersionModel> versions)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var version in versions)
        {
            foreach (var property in version.Properties)
            {
                Visit(property.Accepts);
            }
        }

        return used;

        void Visit(EquatableArray<AlternativeModel> alternatives)
        {
            foreach (var literal in alternatives.OfType<LiteralModel>())
            {
                if (literal.Enumeration is { } enumeration)
                {
                    used.Add(enumeration.Name);
                }

                Visit(literal.Items);
                foreach (var place in literal.TupleItems)
                {
                    Visit(place);
                }
            }
        }
    }
}

/// <summary>What the versions of a family have in common.</summary>
internal sealed record FamilyFacts(string Title, string Name, string Category, string Summary);

/// <summary>The properties in <c>shared</c>, read when a version first refers to them.</summary>
internal sealed class SharedProperties
{
    private readonly ManifestContext context;
    private readonly Dictionary<string, JsonMember> members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ParsedProperty?> read = new(StringComparer.Ordinal);

    public SharedProperties(IEnumerable<JsonMember> members, ManifestContext context)
    {
        this.context = context;
        foreach (var member in members)
        {
            this.members[member.Name] = member;
        }
    }

    /// <summary>The property that a text in a version refers to; null, and a problem, when there is none or something in it is wrong.</summary>
    public ParsedProperty? Get(JsonNode reference)
    {
        if (!members.TryGetValue(reference.Text, out var member))
        {
            context.Problems.Add(ManifestRules.UnknownShared, reference.Span, reference.Text, Spelling.DidYouMean(reference.Text, members.Keys));
            return null;
        }

        var property = Read(member);
        if (property is null)
        {
            context.Problems.Spread();
        }

        return property;
    }

    /// <summary>Reads what no version refers to, for what may be wrong with it.</summary>
    public void ReadUnused()
    {
        foreach (var member in members.Values)
        {
            Read(member);
        }
    }

    private ParsedProperty? Read(JsonMember member)
    {
        if (!read.TryGetValue(member.Name, out var property))
        {
            read.Add(member.Name, property = PropertyParser.ReadShared(member, context));
        }

        return property;
    }
}
