using Workflows.CodeFirst.Json;

namespace Workflows.CodeFirst.Runtime.Queries.Compilation;

/// <summary>Compiles statements.</summary>
internal static class StatementCompiler
{
    private const string Group = "StatementGroup";

    private static readonly Dictionary<string, Func<Definition, Statement?>> Types = new(StringComparer.Ordinal)
    {
        ["BinaryStatement"] = CompileBinary,
        ["UnaryStatement"] = CompileUnary,
        [Group] = CompileGroup,
    };

    private static readonly Dictionary<string, bool> GroupType = new(StringComparer.Ordinal) { [Group] = true };

    private static readonly Dictionary<string, bool> GroupOperators = new(StringComparer.Ordinal) { ["and"] = true, ["or"] = false };

    private static readonly Dictionary<string, string> BinaryNames = Comparators.Binary.Keys.ToDictionary(name => name, StringComparer.Ordinal);

    private static readonly Dictionary<string, string> UnaryNames = Comparators.Unary.Keys.ToDictionary(name => name, StringComparer.Ordinal);

    /// <summary>Compiles a group; null, with an error, when it is none.</summary>
    public static Statement? Compile(object? value, JsonPath path, string location, DefinitionErrors errors, int depth) =>
        Definition.Of(value, path, location, errors, depth) is { } definition ? CompileGroup(definition) : null;

    /// <summary>Compiles a group; null, with an error, when it is none.</summary>
    public static StatementGroup? CompileGroup(Definition definition)
    {
        _ = definition.Choice("type", GroupType);
        var members = definition.List("statements", isRequired: true);
        if (members.Count == 0 && definition.Members.ContainsKey("statements"))
        {
            definition.Errors.Add(definition.Path.Member("statements"), "A group needs at least one statement.");
        }

        bool needsAll = definition.Choice("operator", GroupOperators, "or");
        var statements = new List<Statement>(members.Count);
        for (int i = 0; i < members.Count; i++)
        {
            var member = Definition.Of(
                members[i], definition.Path.Member("statements").Element(i), $"{definition.Location}.statements[{i}]", definition.Errors, definition.Depth + 1);
            if (member?.Choice("type", Types) is { } compile && compile(member) is { } statement)
            {
                statements.Add(statement);
            }
        }

        return statements.Count == 0 ? null : new(needsAll, [.. statements]);
    }

    private static BinaryStatement? CompileBinary(Definition definition)
    {
        var left = Operand.Compile(definition, "left_operand");
        string? comparator = definition.Part("comparator")?.Choice("type", BinaryNames);
        var right = Operand.Compile(definition, "right_operand");
        bool isNegated = definition.Boolean("negate", false);
        return left is null || right is null || comparator is null ? null : new(SiteOf("BinaryStatement", definition), isNegated, comparator, left, right);
    }

    private static UnaryStatement? CompileUnary(Definition definition)
    {
        var operand = Operand.Compile(definition, "operand");
        string? name = definition.Part("operator")?.Choice("type", UnaryNames);
        bool isNegated = definition.Boolean("negate", false);
        return operand is null || name is null ? null : new(SiteOf("UnaryStatement", definition), isNegated, Comparators.Unary[name], operand);
    }

    private static OperationSite SiteOf(string type, Definition definition) => new(type, definition.Path, definition.Location);
}
