using System;
using System.Collections.Generic;
using System.Linq;
using Workflows.CodeFirst.Generators.Collections;
using Workflows.CodeFirst.Generators.Manifests;
using Workflows.CodeFirst.Generators.Manifests.Model;

namespace Workflows.CodeFirst.Generators.Emit;

/// <summary>Finds the C# types in which a property may be given.</summary>
internal sealed class ParameterForms
{
    /// <summary>The type of operations of the query language.</summary>
    public const string Operations = "QueryOperations";

    /// <summary>The type of those that make detections of detections.</summary>
    public const string DetectionsOperations = "DetectionsQueryOperations";

    private readonly PropertyModel property;
    private readonly Vocabulary vocabulary;

    private ParameterForms(PropertyModel property, Vocabulary vocabulary)
    {
        this.property = property;
        this.vocabulary = vocabulary;
    }

    public static IReadOnlyList<ParameterForm> Of(PropertyModel property, Vocabulary vocabulary)
    {
        var forms = new ParameterForms(property, vocabulary).All(property.Accepts, property.Bounds);
        bool takesNull = property.Accepts.Any(static alternative => alternative is LiteralModel { Kind: LiteralKind.Null });
        return takesNull && !forms.Any(static form => form.TakesNull) ? LetOneTakeNull(forms) : forms;
    }

    // Null as an argument has to mean one overload; the simplest takes it.
    private static List<ParameterForm> LetOneTakeNull(List<ParameterForm> forms)
    {
        int chosen = forms.FindIndex(static form => form.Role == FormRole.Scalar);
        if (chosen < 0)
        {
            chosen = Math.Max(0, forms.FindIndex(static form => form.Role == FormRole.Compound));
        }

        forms[chosen] = forms[chosen] with { TakesNull = true };
        return forms;
    }

    private List<ParameterForm> All(EquatableArray<AlternativeModel> alternatives, BoundsModel bounds)
    {
        var forms = new List<ParameterForm>();
        foreach (var literal in alternatives.OfType<LiteralModel>())
        {
            foreach (var form in OfLiteral(literal, bounds))
            {
                // The first of two alternatives of one C# type wins, as in the language.
                if (!forms.Any(known => known.Type == form.Type))
                {
                    forms.Add(form);
                }
            }
        }

        foreach (var group in alternatives.OfType<SelectorModel>().GroupBy(static selector => selector.Origin))
        {
            forms.AddRange(OfSelectors(group.Key, group.SelectMany(static selector => selector.Kinds).Distinct().ToEquatableArray()));
        }

        if (alternatives.Any(static alternative => alternative is TargetModel))
        {
            forms.Add(new("Step", FormRole.Target, "The step to go on with", static value => $"PropertyValues.Target({value})"));
        }

        return forms;
    }

    private IEnumerable<ParameterForm> OfLiteral(LiteralModel literal, BoundsModel outer)
    {
        switch (literal.Kind)
        {
            case LiteralKind.String when literal.Enumeration is { } enumeration:
                return [new(enumeration.Name, FormRole.Scalar, "One of the values", static value => $"PropertyValues.Of({value}.ToText())")
                {
                    ToNullableValue = static value => $"PropertyValues.Of({value}?.ToText())",
                }];
            case LiteralKind.String:
                return [Counted(
                    new("string", FormRole.Scalar, "A text", static value => $"PropertyValues.Text({value})")
                    {
                        ToNullableValue = static value => $"PropertyValues.Of({value})",
                    },
                    literal.Bounds.And(outer).MinLength,
                    "character")];
            case LiteralKind.Boolean:
                return [new("bool", FormRole.Scalar, "True or false", static value => $"PropertyValues.Of({value})")];
            case LiteralKind.Integer:
                return [Number("long", "A whole number", literal.Bounds.And(outer), static value => $"PropertyValues.Of({value})")];
            case LiteralKind.Float:
                string name = Text.Literal(property.Name);
                return [Number("double", "A number", literal.Bounds.And(outer), value => $"PropertyValues.Of({value}, {name})")];
            case LiteralKind.Any:
                return [new("JsonNode", FormRole.Scalar, "Any JSON value", static value => $"PropertyValues.Of({value})")
                {
                    TakesNull = true,
                    ToNullableValue = static value => $"PropertyValues.Of({value})",
                }];
            case LiteralKind.Object when Typed(literal) is { } form:
                return [form];
            case LiteralKind.Object:
                return [new("JsonObject", FormRole.Compound, $"A JSON object, {Text.Code(literal.Schema!)}", static value => $"PropertyValues.Object({value})")];
            case LiteralKind.Tuple:
                return [Tuple(literal)];
            case LiteralKind.List when literal.Items.Count == 1 && literal.Items[0] is LiteralModel { Schema: "AnyOperation" }:
                return [new(Operations, FormRole.Compound, "Operations of the query language, beginning with <see cref=\"Query\"/>", static value => $"PropertyValues.Query({value})")];
            case LiteralKind.List:
                return Elements(literal).Select(element => Counted(
                    element with
                    {
                        Type = $"IEnumerable<{element.ParameterType}>",
                        Hint = "A list; each element: " + LowerFirst(element.Hint),
                        ToValue = value => $"PropertyValues.List({value}, static item => {element.Value("item")})",
                        ToNullableValue = null,
                        TakesNull = false,
                        IsSequence = true,
                        Range = BoundsModel.Open,
                        MinimumCount = 0,
                        Role = element.Role == FormRole.Scalar ? FormRole.Compound : element.Role,
                    },
                    literal.Bounds.And(outer).MinItems,
                    "item"));
            case LiteralKind.Dictionary:
                return Elements(literal).Select(static element => element with
                {
                    MinimumCount = 0,
                    Type = $"IEnumerable<(string Key, {element.ParameterType} Value)>",
                    Hint = "Keys and values; each value: " + LowerFirst(element.Hint),
                    ToValue = value => $"PropertyValues.Dictionary({value}, static item => {element.Value("item")})",
                    ToNullableValue = null,
                    TakesNull = false,
                    IsSequence = true,
                    Range = BoundsModel.Open,
                    Role = element.Role == FormRole.Scalar ? FormRole.Compound : element.Role,
                });
            default:
                return [];
        }
    }

    /// <summary>The form with a check of how many items or characters it has.</summary>
    private ParameterForm Counted(ParameterForm form, int? minimum, string what)
    {
        if (minimum is not { } least)
        {
            return form;
        }

        string name = Text.Literal(property.Name);
        string count = Text.Literal(least);
        return form with
        {
            Hint = $"{form.Hint}; at least {count} {what}{(least == 1 ? "" : "s")}",
            ToValue = value => $"PropertyValues.AtLeast({form.ToValue(value)}, {name}, {count})",
            ToNullableValue = form.ToNullableValue is { } nullable ? value => $"PropertyValues.AtLeast({nullable(value)}, {name}, {count})" : null,
            MinimumCount = least,
        };
    }

    /// <summary>The form of an object that has a C# type of its own; the others are given as JSON.</summary>
    private static ParameterForm? Typed(LiteralModel literal) => literal.Schema switch
    {
        "StatementGroup" => new("QueryCondition", FormRole.Compound, "A condition, such as <c>Query.Of(selector) &gt; 0</c>", static value => $"PropertyValues.Query({value})"),
        "CasesDefinition" => new("Cases", FormRole.Compound, "Cases, beginning with <c>Query.When</c>", static value => $"PropertyValues.Query({value})"),
        "LMMConfig" => new("LmmOptions", FormRole.Compound, "Options of the language model", static value => $"PropertyValues.Object({value})"),
        _ => null,
    };

    private ParameterForm Number(string type, string hint, BoundsModel range, Func<string, string> toValue)
    {
        if (!range.LimitsNumbers)
        {
            return new(type, FormRole.Scalar, hint, toValue);
        }

        string check = RangeArguments(range);
        string name = Text.Literal(property.Name);
        return new(type, FormRole.Scalar, $"{hint}, {RangeText.Of(range)}", value => toValue($"PropertyValues.InRange({value}, {name}, {check})")) { Range = range };
    }

    /// <summary>The forms of the elements of a list or dictionary: literals of one type, or of any where they differ; selectors; and, where both may stand side by side, ready values.</summary>
    private List<ParameterForm> Elements(LiteralModel literal)
    {
        var forms = All(literal.Items, BoundsModel.Open);
        bool null_ = literal.Items.Any(static item => item is LiteralModel { Kind: LiteralKind.Null });
        var literals = forms.Where(static form => form.Role is FormRole.Scalar or FormRole.Compound).ToList();
        var others = forms.Where(static form => form.Role is FormRole.Selector or FormRole.Target).ToList();
        var made = new List<ParameterForm>();
        if (literals.Count == 1 && !null_)
        {
            made.Add(literals[0]);
        }
        else if (literals.Count > 0)
        {
            made.Add(new("JsonNode", FormRole.Scalar, Join(literals), static value => $"PropertyValues.Of({value})")
            {
                TakesNull = true,
                ToNullableValue = static value => $"PropertyValues.Of({value})",
            });
        }

        made.AddRange(others);
        if (made.Count > 1)
        {
            made.Add(TakesAnything(literal)
                ? new("AnyValue", FormRole.Mixed, Join(forms), static value => $"{value}.Property")
                : new("PropertyValue", FormRole.Mixed, Join(forms) + "; see <see cref=\"PropertyValues\"/>", static value => value));
        }

        return made;
    }

    /// <summary>Whether elements may be of every kind: what may stand beside literals then needs no check by the compiler.</summary>
    private static bool TakesAnything(LiteralModel literal) =>
        literal.Items.Any(static item => item is SelectorModel { Origin: SelectorOrigin.Any } selector && selector.Kinds.Contains(Vocabulary.AnyKind));

    private static string Join(IEnumerable<ParameterForm> forms) => string.Join(", or ", forms.Select(static (form, i) => i == 0 ? form.Hint : LowerFirst(form.Hint)));

    private static string LowerFirst(string text) => char.ToLowerInvariant(text[0]) + text.Substring(1);

    private ParameterForm Tuple(LiteralModel tuple)
    {
        var places = tuple.TupleItems.Select(place => All(place, BoundsModel.Open)).ToList();
        if (places.Count is > 1 and < 8 && places.All(static place => place.Count == 1 && place[0].Role == FormRole.Scalar))
        {
            return new($"({string.Join(", ", places.Select(static place => place[0].ParameterType))})", FormRole.Compound, "One value a place", value =>
                $"PropertyValues.List<PropertyValue>([{string.Join(", ", places.Select((place, i) => place[0].Value($"{value}.Item{Text.Literal(i + 1)}")))}], static item => item)");
        }

        return new("IEnumerable<JsonNode?>", FormRole.Compound, $"A list of {Text.Literal(places.Count)} values", static value => $"PropertyValues.List({value}, static item => PropertyValues.Of(item))")
        {
            IsSequence = true,
        };
    }

    private IEnumerable<ParameterForm> OfSelectors(SelectorOrigin origin, EquatableArray<string> kinds)
    {
        string type = origin switch
        {
            SelectorOrigin.Input => "IInputSelector",
            SelectorOrigin.StepOutput => "IStepOutput",
            _ => "ISelector",
        };
        string what = origin switch
        {
            SelectorOrigin.Input => "A workflow input",
            SelectorOrigin.StepOutput => "An output of a step",
            _ => "A workflow input or an output of a step",
        };
        string hint = $"{what}; kinds: {Text.Kinds(kinds)}";
        IEnumerable<string> sets = kinds.Contains(Vocabulary.AnyKind)
            ? ["IKind"]
            : (vocabulary.IdentifierOf(kinds) is { } identifier ? [identifier] : vocabulary.Cover(kinds)).Select(Emitted.AcceptedSetOf);
        return sets.Select(set => new ParameterForm($"{type}<{set}>", FormRole.Selector, hint, static value => $"PropertyValues.Of({value})")
        {
            ToNullableValue = static value => $"{value} is null ? PropertyValues.Null : PropertyValues.Of({value})",
        });
    }

    /// <summary><c>minimum: 0, maximum: 1</c>, as <c>PropertyValues.InRange</c> takes them.</summary>
    private static string RangeArguments(BoundsModel range) => string.Join(", ", RangeFacts(range).Select(static fact => $"{char.ToLowerInvariant(fact.Name[0])}{fact.Name.Substring(1)}: {fact.Value}"));

    /// <summary><c>[ValueRange(Minimum = 0, Maximum = 1)]</c>; empty when the form has no limits.</summary>
    public static string RangeAttribute(ParameterForm form)
    {
        var facts = RangeFacts(form.Range).ToList();
        if (form.MinimumCount > 0)
        {
            facts.Add(("MinimumCount", Text.Literal(form.MinimumCount)));
        }

        return facts.Count == 0 ? "" : $"[ValueRange({string.Join(", ", facts.Select(static fact => $"{fact.Name} = {fact.Value}"))})] ";
    }

    private static IEnumerable<(string Name, string Value)> RangeFacts(BoundsModel range)
    {
        // Of an inclusive and an exclusive bound on one side the tighter one says it all.
        bool above = range.ExclusiveMinimum is { } && !(range.Minimum > range.ExclusiveMinimum);
        bool below = range.ExclusiveMaximum is { } && !(range.Maximum < range.ExclusiveMaximum);
        if ((above ? range.ExclusiveMinimum : range.Minimum) is { } minimum)
        {
            yield return ("Minimum", RangeText.Number(minimum));
        }

        if ((below ? range.ExclusiveMaximum : range.Maximum) is { } maximum)
        {
            yield return ("Maximum", RangeText.Number(maximum));
        }

        if (above)
        {
            yield return ("ExcludesMinimum", "true");
        }

        if (below)
        {
            yield return ("ExcludesMaximum", "true");
        }
    }
}
