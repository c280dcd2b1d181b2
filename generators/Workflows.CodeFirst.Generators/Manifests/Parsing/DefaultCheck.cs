using System.Collections.Generic;
using System.Linq;
using Workflows.CodeFirst.Generators.Manifests.Json;
using Workflows.CodeFirst.Generators.Manifests.Model;

namespace Workflows.CodeFirst.Generators.Manifests.Parsing;

/// <summary>
/// Whether a default is a literal that the property accepts. Null always is: the language uses it for "not given". Bounds of the property as a
/// whole do not count: they judge what is written, and a default beyond them says that nothing was.
/// </summary>
internal static class DefaultCheck
{
    public static bool Accepts(IEnumerable<AlternativeModel> alternatives, JsonNode value) =>
        value.Kind == JsonKind.Null || alternatives.OfType<LiteralModel>().Any(literal => Accepts(literal, value));

    private static bool Accepts(LiteralModel literal, JsonNode value)
    {
        switch (literal.Kind)
        {
            case LiteralKind.String:
                return value.Kind == JsonKind.String
                    && (literal.Enumeration is not { } set || set.Values.Any(allowed => allowed.Text == value.Text));
            case LiteralKind.Integer or LiteralKind.Float:
                return value.Kind == JsonKind.Number
                    && ObjectReader.NumberOf(value) is { } number
                    && (literal.Kind == LiteralKind.Float || number == System.Math.Floor(number))
                    && literal.Bounds.Contain(number);
            case LiteralKind.Boolean:
                return value.Kind is JsonKind.True or JsonKind.False;
            case LiteralKind.List:
                return value.Kind == JsonKind.Array && value.Items.All(item => Accepts(literal.Items, item));
            case LiteralKind.Tuple:
                return value.Kind == JsonKind.Array
                    && value.Items.Count == literal.TupleItems.Count
                    && value.Items.Select((item, i) => Accepts(literal.TupleItems[i], item)).All(static accepted => accepted);
            case LiteralKind.Dictionary:
                return value.Kind == JsonKind.Object && value.Members.All(member => Accepts(literal.Items, member.Value));
            case LiteralKind.Object or LiteralKind.Any:
                return true;
            default:
                return false;
        }
    }
}
