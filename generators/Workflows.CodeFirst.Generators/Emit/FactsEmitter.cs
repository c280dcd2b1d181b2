using System.Collections.Generic;
using System.Linq;
using Workflows.CodeFirst.Generators.Collections;
using Workflows.CodeFirst.Generators.Manifests;
using Workflows.CodeFirst.Generators.Manifests.Model;

namespace Workflows.CodeFirst.Generators.Emit;

/// <summary>Writes the facts of a block version as a <c>BlockManifest</c> that is made when it is first asked for.</summary>
internal static class FactsEmitter
{
    public static void Write(SourceWriter writer, VersionModel version, string ns)
    {
        writer.Summary("The facts of this block version.");
        writer.Line("public static BlockManifest Facts => FactsHolder.Value;");
        writer.Line();
        writer.Block("private static class FactsHolder", () =>
        {
            writer.Line("internal static readonly BlockManifest Value = new()");
            writer.Braces(() => WriteMembers(writer, version, ns), "};");
        });
    }

    private static void WriteMembers(SourceWriter writer, VersionModel version, string ns)
    {
        writer.Line($"Type = {Text.Literal(version.Type)},");
        WriteTexts(writer, "TypeAliases", version.Aliases);
        writer.Line($"Family = {Text.Literal(version.Family)},");
        writer.Line($"Version = {Text.Literal(version.Version)},");
        writer.Line($"ClassName = nameof({version.ClassName}),");
        writer.Line($"Namespace = {Text.Literal(ns.Replace("@", ""))},");
        writer.Line($"Category = {Text.Literal(version.Category)},");
        writer.Line($"Summary = {Text.Literal(version.Summary)},");
        WriteText(writer, "EngineRange", version.EngineRange);
        writer.Line($"Runs = {Text.Literal(version.Runs)},");
        WriteNeeds(writer, version.Needs);
        WriteText(writer, "Deprecation", version.Deprecation);
        WriteText(writer, "ReplacedBy", version.ReplacedBy);
        WriteFlag(writer, "ControlsFlow", version.ControlsFlow);
        if (!version.Properties.IsEmpty)
        {
            WriteList(writer, "Properties", () =>
            {
                foreach (var property in version.Properties)
                {
                    writer.Line("new()");
                    writer.Braces(() => WriteProperty(writer, property), "},");
                }
            });
        }

        if (!version.Outputs.IsEmpty)
        {
            WriteList(writer, "Outputs", () =>
            {
                foreach (var output in version.Outputs)
                {
                    writer.Line($"new({Text.Literal(output.Name)}, {Text.List(output.Kinds)}, {Text.Literal(output.Description)}),");
                }
            });
        }

        WriteText(writer, "DynamicOutputs", version.DynamicOutputs);
        if (!version.Rules.IsEmpty)
        {
            WriteList(writer, "Rules", () =>
            {
                foreach (var rule in version.Rules)
                {
                    writer.Line($"new({Conditions(rule.When)}, {Text.Literal(rule.Message)})");
                    writer.Braces(() => WriteRule(writer, rule), "},");
                }
            });
        }

        WriteBatch(writer, version.Batch);
    }

    private static void WriteProperty(SourceWriter writer, PropertyModel property)
    {
        writer.Line($"Name = {Text.Literal(property.Name)},");
        if (!property.Aliases.IsEmpty)
        {
            WriteTexts(writer, "Keys", property.Aliases.Prepend(property.Name).ToEquatableArray());
        }

        WriteFlag(writer, "Required", property.Required);
        WriteText(writer, "DefaultJson", property.DefaultJson);
        writer.Line($"Description = {Text.Literal(property.Description)},");
        WriteFlag(writer, "Private", property.Private);
        WriteFlag(writer, "Hidden", property.Hidden);
        WriteFlag(writer, "Deprecated", property.Deprecated);
        writer.Line($"Accepts = {Alternatives(property.Accepts)},");
        if (!property.Bounds.IsOpen)
        {
            writer.Line($"Bounds = {Bounds(property.Bounds)},");
        }

        WriteConditions(writer, "RelevantFor", property.RelevantFor);
        WriteConditions(writer, "RequiredWhen", property.RequiredWhen);
        if (!property.ValueAliases.IsEmpty)
        {
            writer.Line($"ValueAliases = [{string.Join(", ", property.ValueAliases.Select(static alias => $"new({Text.Literal(alias.From)}, {Text.Literal(alias.To)})"))}],");
        }

        WriteFlag(writer, "WrapsSingle", property.WrapsSingle);
        WriteText(writer, "KeysBoundIn", property.KeysBoundIn);
    }

    private static void WriteRule(SourceWriter writer, RuleModel rule)
    {
        WriteTexts(writer, "NotNull", rule.NotNull);
        WriteTexts(writer, "NotEmpty", rule.NotEmpty);
        WriteTexts(writer, "IsNull", rule.IsNull);
        WriteTexts(writer, "AnyNotNull", rule.AnyNotNull);
        WriteConditions(writer, "Values", rule.Values);
        WriteConditions(writer, "Reserved", rule.Reserved);
        WriteComparisons(writer, "LessThan", rule.LessThan);
        WriteComparisons(writer, "AtMost", rule.AtMost);
        WriteText(writer, "Name", rule.Name);
    }

    private static void WriteBatch(SourceWriter writer, BatchModel batch)
    {
        if (batch.Equals(BatchModel.None))
        {
            return;
        }

        writer.Line("Batch = new()");
        writer.Braces(
            () =>
            {
                WriteTexts(writer, "Batches", batch.Batches);
                WriteTexts(writer, "BatchesAndScalars", batch.BatchesAndScalars);
                WriteTexts(writer, "AutoCast", batch.AutoCast);
                if (!batch.Offsets.IsEmpty)
                {
                    string entries = string.Join(", ", batch.Offsets.Select(static offset => $"[{Text.Literal(offset.Property)}] = {Text.Literal(offset.Offset)}"));
                    writer.Line($"InputOffsets = new Dictionary<string, int> {{ {entries} }}.ToFrozenDictionary(),");
                }

                WriteText(writer, "ReferenceProperty", batch.Reference);
                if (batch.OutputOffset != 0)
                {
                    writer.Line($"OutputOffset = {Text.Literal(batch.OutputOffset)},");
                }

                WriteFlag(writer, "AcceptsEmptyValues", batch.AcceptsEmptyValues);
            },
            "},");
    }

    private static void WriteNeeds(SourceWriter writer, NeedsModel? needs)
    {
        if (needs is null)
        {
            return;
        }

        writer.Line("Needs = new()");
        writer.Braces(
            () =>
            {
                if (needs.Model is { } model)
                {
                    string variants = model.Variants.IsEmpty ? "" : $" {{ Variants = {Text.List(model.Variants)} }}";
                    writer.Line($"Model = new({Text.Literal(model.Source)}, {Text.Literal(model.Task)}){variants},");
                }

                WriteTexts(writer, "Services", needs.Services);
                WriteFlag(writer, "Gpu", needs.Gpu);
                WriteFlag(writer, "FileSystem", needs.FileSystem);
                WriteText(writer, "Hardware", needs.Hardware);
                WriteText(writer, "Video", needs.Video);
                WriteText(writer, "State", needs.State);
            },
            "},");
    }

    private static string Alternatives(IEnumerable<AlternativeModel> alternatives) => "[" + string.Join(", ", alternatives.Select(Alternative)) + "]";

    private static string Alternative(AlternativeModel alternative)
    {
        switch (alternative)
        {
            case SelectorModel selector:
                var facts = new List<string>();
                if (selector.Origin != SelectorOrigin.Any)
                {
                    facts.Add($"Source = SelectorSource.{selector.Origin}");
                }

                if (selector.PointsToBatch is { } batch)
                {
                    facts.Add($"PointsToBatch = {Text.Literal(batch)}");
                }

                return $"new SelectorAlternative({Text.List(selector.Kinds)}){Initializer(facts)}";
            case LiteralModel literal:
                return $"new LiteralAlternative(LiteralType.{literal.Kind}){Initializer(LiteralFacts(literal))}";
            default:
                return "new StepTargetAlternative()";
        }
    }

    private static List<string> LiteralFacts(LiteralModel literal)
    {
        var facts = new List<string>();
        if (literal.Enumeration is { } enumeration)
        {
            facts.Add($"Values = {Text.List(enumeration.Values.Select(static value => value.Text))}");
        }

        if (literal.Bounds.LimitsNumbers)
        {
            facts.Add($"Bounds = {Bounds(literal.Bounds)}");
        }

        if (literal.Bounds.MinItems is { } least)
        {
            facts.Add($"MinLength = {Text.Literal(least)}");
        }

        if (!literal.Items.IsEmpty)
        {
            facts.Add($"Items = {Alternatives(literal.Items)}");
        }

        if (!literal.TupleItems.IsEmpty)
        {
            facts.Add($"TupleItems = [{string.Join(", ", literal.TupleItems.Select(static place => Alternatives(place)))}]");
        }

        if (literal.Schema is { } schema)
        {
            facts.Add($"Schema = {Text.Literal(schema)}");
        }

        return facts;
    }

    private static string Bounds(BoundsModel bounds)
    {
        var facts = new List<string>();
        Add("Minimum", bounds.Minimum is { } minimum ? RangeText.Number(minimum) : null);
        Add("Maximum", bounds.Maximum is { } maximum ? RangeText.Number(maximum) : null);
        Add("ExclusiveMinimum", bounds.ExclusiveMinimum is { } above ? RangeText.Number(above) : null);
        Add("ExclusiveMaximum", bounds.ExclusiveMaximum is { } below ? RangeText.Number(below) : null);
        Add("MinItems", bounds.MinItems is { } items ? Text.Literal(items) : null);
        Add("MinLength", bounds.MinLength is { } length ? Text.Literal(length) : null);
        return $"new({string.Join(", ", facts)})";

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                facts.Add($"{name}: {value}");
            }
        }
    }

    private static string Conditions(IEnumerable<ConditionModel> conditions) => "[" + string.Join(", ", conditions.Select(static condition =>
        condition.Kinds.IsEmpty
            ? $"new({Text.Literal(condition.Property)}, {Text.List(condition.Values)})"
            : $"new({Text.Literal(condition.Property)}, []) {{ Kinds = {Text.List(condition.Kinds)} }}")) + "]";

    private static string Initializer(List<string> facts) => facts.Count == 0 ? "" : $" {{ {string.Join(", ", facts)} }}";

    private static void WriteConditions(SourceWriter writer, string member, EquatableArray<ConditionModel> conditions)
    {
        if (!conditions.IsEmpty)
        {
            writer.Line($"{member} = {Conditions(conditions)},");
        }
    }

    private static void WriteComparisons(SourceWriter writer, string member, EquatableArray<ComparisonModel> comparisons)
    {
        if (!comparisons.IsEmpty)
        {
            writer.Line($"{member} = [{string.Join(", ", comparisons.Select(static pair => $"new({Text.Literal(pair.Left)}, {Text.Literal(pair.Right)})"))}],");
        }
    }

    private static void WriteList(SourceWriter writer, string member, System.Action content)
    {
        writer.Line($"{member} =");
        writer.Line("[");
        writer.Indented(content);
        writer.Line("],");
    }

    private static void WriteTexts(SourceWriter writer, string member, EquatableArray<string> texts)
    {
        if (!texts.IsEmpty)
        {
            writer.Line($"{member} = {Text.List(texts)},");
        }
    }

    private static void WriteText(SourceWriter writer, string member, string? text)
    {
        if (text is not null)
        {
            writer.Line($"{member} = {Text.Literal(text)},");
        }
    }

    private static void WriteFlag(SourceWriter writer, string member, bool flag)
    {
        if (flag)
        {
            writer.Line($"{member} = true,");
        }
    }
}
