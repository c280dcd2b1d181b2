using System.Text.Json.Nodes;

namespace Workflows.CodeFirst.Runtime.Tests.Authoring;

/// <summary>A condition written in C#, the statements as JSON written by hand, and whether it holds.</summary>
internal sealed record AuthoredCondition(string Name, QueryCondition Condition, string Json, bool Holds)
{
    private const string N = """{"type": "DynamicOperand", "operand_name": "n"}""";
    private const string X = """{"type": "DynamicOperand", "operand_name": "x"}""";
    private const string Text = """{"type": "DynamicOperand", "operand_name": "text"}""";
    private const string Flag = """{"type": "DynamicOperand", "operand_name": "flag"}""";
    private const string List = """{"type": "DynamicOperand", "operand_name": "list"}""";

    private static InputSelector<IIntegerKind> Whole { get; } = Input.Parameter(Kind.Integer, "n");

    private static InputSelector<IFloatKind> Real { get; } = Input.Parameter(Kind.Float, "x");

    private static InputSelector<IStringKind> Word { get; } = Input.Parameter(Kind.String, "text");

    private static InputSelector<IBooleanKind> Switch { get; } = Input.Parameter(Kind.Boolean, "flag");

    private static InputSelector<IListOfValuesKind> Values { get; } = Input.Parameter(Kind.ListOfValues, "list");

    /// <summary>The values of those inputs.</summary>
    public static Dictionary<string, object?> Given { get; } = new()
    {
        ["n"] = 3L,
        ["x"] = 2.5,
        ["text"] = "abc",
        ["flag"] = true,
        ["list"] = new object?[] { "abc", "def" },
    };

    public static IReadOnlyList<AuthoredCondition> All { get; } =
    [
        new("greater", Query.Of(Whole) > 2, One(N, "(Number) >", Static("2")), true),
        new("less", 2 < Query.Of(Whole), One(Static("2"), "(Number) <", N), true),
        new("less than a real", Query.Of(Whole) < 3.0, One(N, "(Number) <", Static("3.0")), false),
        new("at least", Query.Of(Whole) >= Real, One(N, "(Number) >=", X), true),
        new("at most", Query.Of(Real) <= Whole, One(X, "(Number) <=", N), true),
        new("equal", Query.Of(Whole) == Query.Of(Real), One(N, "(Number) ==", X), false),
        new("not equal", Query.Of(Whole) != 4, One(N, "(Number) !=", Static("4")), true),
        new("range", Query.Of(Real).InRange(2.5, 4), One(X, "(Number) in range", Static("[2.5, 4.0]")), true),
        new("one of numbers", Query.Of(Whole).In(1, 2, 3), One(N, "in (Sequence)", Static("[1.0, 2.0, 3.0]")), true),
        new("text", Query.Of(Word) == "abc", One(Text, "==", Static("\"abc\"")), true),
        new("other text", Query.Of(Word) != "abc", One(Text, "!=", Static("\"abc\"")), false),
        new("start", Query.Of(Word).StartsWith("ab"), One(Text, "(String) startsWith", Static("\"ab\"")), true),
        new("end", Query.Of(Word).EndsWith("ab"), One(Text, "(String) endsWith", Static("\"ab\"")), false),
        new("part", Query.Of(Word).Contains("b"), One(Text, "(String) contains", Static("\"b\"")), true),
        new("one of", Query.Of(Word).In("abc", "x"), One(Text, "in (Sequence)", Static("""["abc", "x"]""")), true),
        new("in a list", Query.Of(Word).In(Values), One(Text, "in (Sequence)", List), true),
        new("any", Query.Of(Values).As<SequenceQuery<TextQuery>>().AnyIn("def", "x"), One(List, "any in (Sequence)", Static("""["def", "x"]""")), true),
        new("all", Query.Of(Values).As<SequenceQuery<TextQuery>>().AllIn("def", "x"), One(List, "all in (Sequence)", Static("""["def", "x"]""")), false),
        new("contains", Query.Of(Values).As<SequenceQuery<TextQuery>>().Contains("def"), One(List, "(String) contains", Static("\"def\"")), true),
        new("empty", Query.Of(Values).IsEmpty(), One(List, "(Sequence) is empty"), false),
        new("not empty", Query.Of(Values).IsNotEmpty(), One(List, "(Sequence) is not empty"), true),
        new("exists", Query.Of(Word).Exists(), One(Text, "Exists"), true),
        new("does not exist", Query.Of(Word).DoesNotExist(), One(Text, "DoesNotExist"), false),
        new("is true", Query.Of(Switch).IsTrue(), One(Flag, "(Boolean) is True"), true),
        new("is false", Query.Of(Switch).IsFalse(), One(Flag, "(Boolean) is False"), false),
        new("boolean equals", Query.Of(Switch) == true, One(Flag, "==", Static("true")), true),
        new("boolean alone", Query.Of(Switch), One(Flag, "(Boolean) is True"), true),
        new("named", Query.Named("n").AsNumber() > 2, One(N, "(Number) >", Static("2")), true),
        new("any equal", Query.Of(Values).EqualTo(Query.Texts("abc", "def")), One(List, "==", Static("""["abc", "def"]""")), true),
        new("any not equal", Query.Of(Values).NotEqualTo(Query.Texts("abc")), One(List, "!=", Static("""["abc"]""")), true),
        new(
            "operations on both sides",
            Query.Of(Word).ToUpper() == ((TextQuery)"aBc").ToUpper(),
            One(
                """{"type": "DynamicOperand", "operand_name": "text", "operations": [{"type": "StringToUpperCase"}]}""",
                "==",
                """{"type": "StaticOperand", "value": "aBc", "operations": [{"type": "StringToUpperCase"}]}"""),
            true),
        new(
            "zone",
            Query.Named("point").As<PointQuery>().In(Zone.Rectangle(0, 0, 10, 10)),
            One("""{"type": "DynamicOperand", "operand_name": "point"}""", "(Detection) in zone", Static("[[0, 0], [10, 0], [10, 10], [0, 10]]")),
            true),

        // Joined.
        new("and", Query.Of(Whole) > 2 && Query.Of(Switch) && Query.Of(Word) == "x", Group("and", Is(N, "(Number) >", Static("2")), Is(Flag, "(Boolean) is True"), Is(Text, "==", Static("\"x\""))), false),
        new("or", Query.Of(Whole) > 4 || Query.Of(Word) == "abc", Group("or", Is(N, "(Number) >", Static("4")), Is(Text, "==", Static("\"abc\""))), true),
        new("nested", (Query.Of(Whole) > 4 || Query.Of(Switch)) && Query.Of(Word).Exists(), Group("and", Group("or", Is(N, "(Number) >", Static("4")), Is(Flag, "(Boolean) is True")), Is(Text, "Exists")), true),
        new("not", !(Query.Of(Whole) > 4), One(N, "(Number) >", Static("4"), negate: true), true),
        new("not not", !!(Query.Of(Whole) > 4), One(N, "(Number) >", Static("4")), false),
        new("not a group", !(Query.Of(Whole) > 4 || Query.Of(Word) == "abc"), Group("and", Is(N, "(Number) >", Static("4"), negate: true), Is(Text, "==", Static("\"abc\""), negate: true)), false),
        new("all of", QueryCondition.All(Query.Of(Whole) > 2, Query.Of(Switch)), Group("and", Is(N, "(Number) >", Static("2")), Is(Flag, "(Boolean) is True")), true),
        new("any of", QueryCondition.Any([Query.Of(Whole) > 4]), One(N, "(Number) >", Static("4")), false),

        // As JSON.
        new("raw statement", Raw(Is(N, "(Number) >", Static("2"))), One(N, "(Number) >", Static("2")), true),
        new("raw group", Raw(One(N, "(Number) >", Static("2"))), One(N, "(Number) >", Static("2")), true),
        new("not a raw group", !Raw(One(N, "(Number) >", Static("2"))), Group("and", Is(N, "(Number) >", Static("2"), negate: true)), false),
        new("raw and typed", Raw(Is(N, "(Number) >", Static("2"))) && Query.Of(Switch), Group("and", Is(N, "(Number) >", Static("2")), Is(Flag, "(Boolean) is True")), true),
    ];

    private static QueryCondition Raw(string json) => JsonNode.Parse(json)!.AsObject();

    private static string Static(string json) => $$"""{"type": "StaticOperand", "value": {{json}}}""";

    private static string Is(string left, string comparator, string right, bool negate = false) =>
        $$"""{"type": "BinaryStatement", "left_operand": {{left}}, "comparator": {"type": "{{comparator}}"}, "right_operand": {{right}}""" + (negate ? ", \"negate\": true}" : "}");

    private static string Is(string operand, string test) => $$$"""{"type": "UnaryStatement", "operand": {{{operand}}}, "operator": {"type": "{{{test}}}"}}""";

    private static string Group(string joint, params string[] statements) => $$"""{"type": "StatementGroup", "operator": "{{joint}}", "statements": [{{string.Join(", ", statements)}}]}""";

    private static string One(string left, string comparator, string right, bool negate = false) =>
        $$"""{"type": "StatementGroup", "statements": [{{Is(left, comparator, right, negate)}}]}""";

    private static string One(string operand, string test) => $$"""{"type": "StatementGroup", "statements": [{{Is(operand, test)}}]}""";
}
