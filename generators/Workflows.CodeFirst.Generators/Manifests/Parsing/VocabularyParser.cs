using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Workflows.CodeFirst.Generators.Collections;
using Workflows.CodeFirst.Generators.Diagnostics;
using Workflows.CodeFirst.Generators.Manifests.Json;
using Workflows.CodeFirst.Generators.Manifests.Model;

namespace Workflows.CodeFirst.Generators.Manifests.Parsing;

/// <summary>Reads kinds.json. What is wrong in it is left out, so that one bad entry does not take all blocks with it.</summary>
internal sealed class VocabularyParser
{
    private readonly Problems problems;
    private readonly HashSet<string> identifiers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KindModel> kinds = new(StringComparer.Ordinal);

    private VocabularyParser(Problems problems) => this.problems = problems;

    public static VocabularyModel? Parse(SourceText text, Problems problems)
    {
        if (JsonReader.Read(text.ToString(), out string problem, out var span) is not { } root)
        {
            problems.Add(ManifestRules.MalformedJson, span, problem);
            return null;
        }

        return ObjectReader.Open(root, "kinds.json", "The vocabulary", problems, "$schema", "kinds", "unions", "enums") is { } reader
            ? new VocabularyParser(problems).Read(reader)
            : null;
    }

    private VocabularyModel? Read(ObjectReader reader)
    {
        foreach (var node in reader.List("kinds", required: true))
        {
            int before = problems.Count;
            if (ReadKind(node) is { } kind && problems.Count == before)
            {
                kinds.Add(kind.Name, kind);
            }
        }

        if (!kinds.ContainsKey(Vocabulary.AnyKind))
        {
            problems.Add(ManifestRules.WrongValue, (reader.Find("kinds") ?? reader.Node).Start, "kinds", "a list with the kind '*' in it");
            return null;
        }

        var unions = ReadUnions(reader);
        var enumerations = ImmutableArray.CreateBuilder<EnumerationModel>();
        foreach (var node in reader.List("enums", required: true))
        {
            int before = problems.Count;
            if (ReadEnumeration(node) is { } enumeration && problems.Count == before)
            {
                enumerations.Add(enumeration);
            }
        }

        return new(kinds.Values.ToEquatableArray(), unions, enumerations.ToImmutable());
    }

    private KindModel? ReadKind(JsonNode node)
    {
        if (ObjectReader.Open(node, "kinds", "The kind", problems, "name", "identifier", "value", "serialised", "description") is not { } reader)
        {
            return null;
        }

        string? name = reader.Text("name", required: true);
        string? identifier = Identifier(reader, "identifier");
        string? value = Value(reader);
        string? description = reader.Text("description", required: true);
        reader.Text("serialised");
        if (name is null || identifier is null || value is null || description is null)
        {
            return null;
        }

        if (kinds.ContainsKey(name))
        {
            problems.Add(ManifestRules.Duplicate, reader.Find("name")!.Span, "The kind", name);
            return null;
        }

        return new(name, identifier, value, description);
    }

    private EquatableArray<UnionModel> ReadUnions(ObjectReader vocabulary)
    {
        var unions = ImmutableArray.CreateBuilder<UnionModel>();
        var sets = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in vocabulary.List("unions", required: true))
        {
            int before = problems.Count;
            if (ObjectReader.Open(node, "unions", "The union", problems, "name", "kinds", "value") is not { } reader)
            {
                continue;
            }

            string? name = Identifier(reader, "name");
            string? value = Value(reader);
            reader.Require("kinds");
            var members = reader.Texts("kinds", "The kind");
            foreach (var member in members)
            {
                if (!kinds.ContainsKey(member.Text))
                {
                    problems.Add(ManifestRules.UnknownKind, member.Span, member.Text, Spelling.DidYouMean(member.Text, kinds.Keys));
                }
            }

            if (problems.Count > before || name is null || value is null)
            {
                continue;
            }

            var names = members.Select(static member => member.Text).ToEquatableArray();
            if (members.Count < 2 || names.Contains(Vocabulary.AnyKind))
            {
                problems.Add(ManifestRules.WrongValue, reader.Find("kinds")!.Start, "kinds", "a list of two kinds or more without '*': other sets need no name");
            }
            else if (!sets.Add(string.Join("\n", names.OrderBy(static kind => kind, StringComparer.Ordinal))))
            {
                problems.Add(ManifestRules.Duplicate, reader.Find("kinds")!.Start, "The set of kinds", string.Join(", ", names));
            }
            else
            {
                unions.Add(new(name, names, value));
            }
        }

        return unions.ToImmutable();
    }

    private EnumerationModel? ReadEnumeration(JsonNode node)
    {
        if (ObjectReader.Open(node, "enums", "The enumeration", problems, "name", "description", "values") is not { } reader)
        {
            return null;
        }

        string? name = Identifier(reader, "name");
        string? description = reader.Text("description", required: true);
        var values = EnumerationValues.Read(reader.List("values", required: true, allowEmpty: false), problems);
        return name is null || description is null ? null : new(name, description, values);
    }

    // Kinds, unions and enumerations share one set of names: each makes several types of its own.
    private string? Identifier(ObjectReader reader, string field)
    {
        if (reader.Text(field, required: true) is not { } identifier)
        {
            return null;
        }

        var span = reader.Find(field)!.Span;
        if (!Identifiers.IsValid(identifier))
        {
            problems.Add(ManifestRules.InvalidIdentifier, span, identifier, "use letters and digits, a capital first");
            return null;
        }

        if (!identifiers.Add(identifier))
        {
            problems.Add(ManifestRules.Duplicate, span, "The C# name", identifier);
            return null;
        }

        return identifier;
    }

    private string? Value(ObjectReader reader)
    {
        if (reader.Text("value", required: true) is not { } value)
        {
            return null;
        }

        var type = SyntaxFactory.ParseTypeName(value);
        if (!type.ContainsDiagnostics && type.ToFullString() == value)
        {
            return value;
        }

        problems.Add(ManifestRules.WrongValue, reader.Find("value")!.Span, "value", "a C# type");
        return null;
    }
}
