using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Workflows.CodeFirst.Generators.Collections;
using Workflows.CodeFirst.Generators.Diagnostics;
using Workflows.CodeFirst.Generators.Manifests.Json;
using Workflows.CodeFirst.Generators.Manifests.Model;

namespace Workflows.CodeFirst.Generators.Manifests.Parsing;

/// <summary>Reads the rules between properties.</summary>
internal static class RuleParser
{
    private static readonly string[] Demands = ["notNull", "notEmpty", "isNull", "anyNotNull", "values", "reserved", "lessThan", "atMost", "rule"];

    public static EquatableArray<RuleModel> ReadAll(ObjectReader version, ManifestContext context, List<Mention> mentions)
    {
        var rules = ImmutableArray.CreateBuilder<RuleModel>();
        foreach (var node in version.List("rules"))
        {
            if (ObjectReader.Open(node, "rules", "The rule", context.Problems, ["when", "message", .. Demands]) is { } reader)
            {
                rules.Add(Read(reader, context, mentions));
            }
        }

        return rules.ToImmutable();
    }

    private static RuleModel Read(ObjectReader reader, ManifestContext context, List<Mention> mentions)
    {
        if (Demands.Count(demand => reader.Find(demand) is not null) != 1)
        {
            context.Problems.Add(ManifestRules.WrongValue, reader.Node.Start, "rules", "a list of rules with exactly one of " + string.Join(", ", Demands.Select(static demand => $"'{demand}'")));
        }

        return new()
        {
            When = context.Conditions(reader, "when", mentions),
            Message = reader.Text("message", required: true) ?? "",
            NotNull = Properties("notNull"),
            NotEmpty = Properties("notEmpty"),
            IsNull = Properties("isNull"),
            AnyNotNull = Properties("anyNotNull"),
            Values = context.Conditions(reader, "values", mentions),
            Reserved = context.Conditions(reader, "reserved", mentions),
            LessThan = Comparisons("lessThan"),
            AtMost = Comparisons("atMost"),
            Name = reader.Text("rule"),
        };

        EquatableArray<string> Properties(string field)
        {
            var nodes = reader.Texts(field, "The property");
            mentions.AddRange(nodes.Select(static node => new Mention(node.Text, node.Span)));
            return nodes.Select(static node => node.Text).ToEquatableArray();
        }

        EquatableArray<ComparisonModel> Comparisons(string field)
        {
            var comparisons = ImmutableArray.CreateBuilder<ComparisonModel>();
            foreach (var member in reader.Map(field))
            {
                mentions.Add(new(member.Name, member.NameSpan));
                if (reader.TextOf(member.Value, member.Name) is { } right)
                {
                    mentions.Add(new(right, member.Value.Span));
                    comparisons.Add(new(member.Name, right));
                }
            }

            return comparisons.ToImmutable();
        }
    }
}
