using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;
using Workflows.CodeFirst.Generators.Collections;
using Workflows.CodeFirst.Generators.Diagnostics;
using Workflows.CodeFirst.Generators.Manifests.Json;
using Workflows.CodeFirst.Generators.Manifests.Model;

namespace Workflows.CodeFirst.Generators.Manifests.Parsing;

/// <summary>What the readers of one manifest share.</summary>
internal sealed class ManifestContext(Vocabulary vocabulary, Problems problems, InlineEnumerations inline)
{
    public Vocabulary Vocabulary { get; } = vocabulary;

    public Problems Problems { get; } = problems;

    public InlineEnumerations Inline { get; } = inline;

    /// <summary>A list of kinds, each of which must exist.</summary>
    public EquatableArray<string> Kinds(ObjectReader reader, string field)
    {
        var kinds = ImmutableArray.CreateBuilder<string>();
        foreach (var node in reader.Texts(field, "The kind"))
        {
            if (Vocabulary.IsKind(node.Text))
            {
                kinds.Add(node.Text);
            }
            else
            {
                Problems.Add(ManifestRules.UnknownKind, node.Span, node.Text, Spelling.DidYouMean(node.Text, Vocabulary.KindNames));
            }
        }

        return kinds.ToImmutable();
    }

    /// <summary>Conditions on other properties; the names of those are added to <paramref name="mentions"/>, to be checked when all are known.</summary>
    public EquatableArray<ConditionModel> Conditions(ObjectReader reader, string field, List<Mention> mentions, bool withKinds = false)
    {
        var conditions = ImmutableArray.CreateBuilder<ConditionModel>();
        foreach (var member in reader.Map(field))
        {
            mentions.Add(new(member.Name, member.NameSpan));
            if (withKinds && member.Value.Kind == JsonKind.Object)
            {
                if (ObjectReader.Open(member.Value, member.Name, "The condition", Problems, "kinds") is { } connection)
                {
                    connection.Require("kinds");
                    conditions.Add(new(member.Name, EquatableArray<string>.Empty, Kinds(connection, "kinds")));
                }
            }
            else if (member.Value is { Kind: JsonKind.Array, Items.Count: > 0 } values)
            {
                conditions.Add(new(member.Name, JsonText.OfEach(values.Items), EquatableArray<string>.Empty));
            }
            else
            {
                Problems.Add(ManifestRules.WrongValue, member.Value.Start, member.Name, "a list of at least one value");
            }
        }

        return conditions.ToImmutable();
    }
}

/// <summary>The name of a property, where something other than the property itself mentions it.</summary>
internal readonly record struct Mention(string Name, TextSpan Span);
