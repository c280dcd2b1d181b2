using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Workflows.CodeFirst.Generators.Collections;
using Workflows.CodeFirst.Generators.Diagnostics;
using Workflows.CodeFirst.Generators.Manifests.Json;
using Workflows.CodeFirst.Generators.Manifests.Model;

namespace Workflows.CodeFirst.Generators.Manifests.Parsing;

/// <summary>Reads the values of an enumeration: texts, or objects that also name and describe them.</summary>
internal static class EnumerationValues
{
    public static EquatableArray<EnumerationValueModel> Read(IReadOnlyList<JsonNode> nodes, Problems problems)
    {
        var values = ImmutableArray.CreateBuilder<EnumerationValueModel>(nodes.Count);
        var texts = new HashSet<string>(StringComparer.Ordinal);
        var identifiers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            if (ReadOne(node, problems) is not { } value)
            {
                continue;
            }

            if (!texts.Add(value.Text))
            {
                problems.Add(ManifestRules.Duplicate, node.Start, "The value", value.Text);
            }
            else if (!Identifiers.IsValid(value.Identifier))
            {
                problems.Add(ManifestRules.InvalidIdentifier, node.Start, value.Text, "give the value an 'identifier'");
            }
            else if (!identifiers.Add(value.Identifier))
            {
                problems.Add(ManifestRules.Duplicate, node.Start, "The C# name of a value,", value.Identifier);
            }
            else
            {
                values.Add(value);
            }
        }

        return values.ToImmutable();
    }

    private static EnumerationValueModel? ReadOne(JsonNode node, Problems problems)
    {
        if (node.Kind == JsonKind.String)
        {
            return new(node.Text, Identifiers.OfValue(node.Text), "");
        }

        if (ObjectReader.Open(node, "values", "The value", problems, "value", "identifier", "description") is not { } reader
            || reader.Text("value", required: true) is not { } text)
        {
            return null;
        }

        return new(text, reader.Text("identifier") ?? Identifiers.OfValue(text), reader.Text("description") ?? "");
    }
}
