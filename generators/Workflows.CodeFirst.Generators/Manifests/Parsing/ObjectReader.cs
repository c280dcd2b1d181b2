using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Workflows.CodeFirst.Generators.Diagnostics;
using Workflows.CodeFirst.Generators.Manifests.Json;

namespace Workflows.CodeFirst.Generators.Manifests.Parsing;

/// <summary>Reads the fields of one JSON object and reports those that are missing, unknown, repeated or of the wrong type.</summary>
internal sealed class ObjectReader
{
    private readonly Problems problems;
    private readonly Dictionary<string, JsonMember> members = new(StringComparer.Ordinal);

    private ObjectReader(JsonNode node, string what, Problems problems, string[] fields)
    {
        Node = node;
        What = what;
        this.problems = problems;
        foreach (var member in node.Members)
        {
            if (Array.IndexOf(fields, member.Name) < 0)
            {
                problems.Add(ManifestRules.UnknownField, member.NameSpan, what, member.Name, Spelling.DidYouMean(member.Name, fields));
            }
            else if (members.ContainsKey(member.Name))
            {
                problems.Add(ManifestRules.Duplicate, member.NameSpan, "The field", member.Name);
            }
            else
            {
                members.Add(member.Name, member);
            }
        }
    }

    public JsonNode Node { get; }

    /// <summary>What the object describes, to start a sentence with.</summary>
    public string What { get; }

    /// <summary>Opens an object; null, and a problem, when the value is none.</summary>
    public static ObjectReader? Open(JsonNode node, string field, string what, Problems problems, params string[] fields)
    {
        if (node.Kind == JsonKind.Object)
        {
            return new(node, what, problems, fields);
        }

        problems.Add(ManifestRules.WrongValue, node.Start, field, "an object");
        return null;
    }

    public JsonMember? Member(string name) => members.TryGetValue(name, out var member) ? member : null;

    public JsonNode? Find(string name) => Member(name)?.Value;

    /// <summary>The value of a field that has to be there.</summary>
    public JsonNode? Require(string name)
    {
        if (Find(name) is { } node)
        {
            return node;
        }

        problems.Add(ManifestRules.MissingField, Node.Start, What, name);
        return null;
    }

    /// <summary>A text that is not blank.</summary>
    public string? Text(string name, bool required = false) => (required ? Require(name) : Find(name)) is { } node ? TextOf(node, name) : null;

    /// <summary>A text out of a list.</summary>
    public string? Choice(string name, string[] choices)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (Array.IndexOf(choices, text) >= 0)
        {
            return text;
        }

        string expected = "one of " + string.Join(", ", choices.Select(static choice => $"'{choice}'"));
        problems.Add(ManifestRules.WrongValue, Find(name)!.Span, name, expected + Spelling.DidYouMean(text, choices));
        return null;
    }

    public bool? Boolean(string name)
    {
        switch (Find(name))
        {
            case null:
                return null;
            case { Kind: JsonKind.True }:
                return true;
            case { Kind: JsonKind.False }:
                return false;
            case var node:
                problems.Add(ManifestRules.WrongValue, node.Start, name, "true or false");
                return null;
        }
    }

    public bool Flag(string name) => Boolean(name) ?? false;

    public double? Number(string name)
    {
        if (Find(name) is not { } node)
        {
            return null;
        }

        if (node.Kind == JsonKind.Number && NumberOf(node) is { } number)
        {
            return number;
        }

        problems.Add(ManifestRules.WrongValue, node.Start, name, "a number");
        return null;
    }

    public int? Integer(string name, int minimum, bool required = false)
    {
        if ((required ? Require(name) : Find(name)) is not { } node)
        {
            return null;
        }

        if (node.Kind == JsonKind.Number && int.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= minimum)
        {
            return number;
        }

        problems.Add(ManifestRules.WrongValue, node.Start, name, "a whole number from " + minimum.ToString(CultureInfo.InvariantCulture));
        return null;
    }

    /// <summary>The elements of a list; none when the field is absent.</summary>
    public IReadOnlyList<JsonNode> List(string name, bool required = false, bool allowEmpty = true)
    {
        var node = required ? Require(name) : Find(name);
        if (node is null)
        {
            return [];
        }

        if (node.Kind == JsonKind.Array && (allowEmpty || node.Items.Count > 0))
        {
            return node.Items;
        }

        problems.Add(ManifestRules.WrongValue, node.Start, name, allowEmpty ? "a list" : "a list of at least one element");
        return [];
    }

    /// <summary>The members of an object with free keys; none when the field is absent.</summary>
    public IReadOnlyList<JsonMember> Map(string name)
    {
        switch (Find(name))
        {
            case null:
                return [];
            case { Kind: JsonKind.Object } node:
                var seen = new HashSet<string>(StringComparer.Ordinal);
                foreach (var member in node.Members)
                {
                    if (!seen.Add(member.Name))
                    {
                        problems.Add(ManifestRules.Duplicate, member.NameSpan, "The field", member.Name);
                    }
                }

                return node.Members;
            case var node:
                problems.Add(ManifestRules.WrongValue, node.Start, name, "an object");
                return [];
        }
    }

    /// <summary>A list of different texts with their places; none when the field is absent.</summary>
    public IReadOnlyList<JsonNode> Texts(string name, string element, bool allowEmpty = false)
    {
        var items = List(name, allowEmpty: allowEmpty);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var texts = new List<JsonNode>(items.Count);
        foreach (var item in items)
        {
            if (TextOf(item, name) is not { } text)
            {
                continue;
            }

            if (seen.Add(text))
            {
                texts.Add(item);
            }
            else
            {
                problems.Add(ManifestRules.Duplicate, item.Span, element, text);
            }
        }

        return texts;
    }

    /// <summary>The text of a node that has to be one and not blank.</summary>
    public string? TextOf(JsonNode node, string name)
    {
        if (node.Kind == JsonKind.String && !string.IsNullOrWhiteSpace(node.Text))
        {
            return node.Text;
        }

        problems.Add(ManifestRules.WrongValue, node.Start, name, "a text that is not empty");
        return null;
    }

    /// <summary>The number that a node was written as; null when it is beyond all doubles.</summary>
    public static double? NumberOf(JsonNode node) =>
        double.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && !double.IsInfinity(number) ? number : null;
}
