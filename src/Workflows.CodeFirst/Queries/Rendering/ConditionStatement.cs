using System.Collections.Immutable;

namespace Workflows.CodeFirst;

/// <summary>A statement about one value or two.</summary>
/// <param name="type">The type of the statement.</param>
/// <param name="operands">The values, with the members that they are written to.</param>
/// <param name="role">The member that says what is said about them.</param>
/// <param name="test">What is said about them.</param>
/// <param name="isNegated">Whether the opposite is said.</param>
internal sealed class ConditionStatement(string type, ImmutableArray<(string Member, QueryExpression Operand)> operands, string role, string test, bool isNegated = false) : QueryCondition
{
    public static QueryCondition Binary(QueryExpression left, string comparator, QueryExpression right) =>
        new ConditionStatement("BinaryStatement", [("left_operand", left), ("right_operand", right)], "comparator", comparator);

    public static QueryCondition Unary(QueryExpression operand, string test) => new ConditionStatement("UnaryStatement", [("operand", operand)], "operator", test);

    internal override QueryCondition Negate() => new ConditionStatement(type, operands, role, test, !isNegated);

    internal override void WriteStatement(QueryWriter writer)
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteString("type", type);
        WriteOperand(writer, 0);
        writer.Json.WriteStartObject(role);
        writer.Json.WriteString("type", test);
        writer.Json.WriteEndObject();
        if (operands.Length > 1)
        {
            WriteOperand(writer, 1);
        }

        if (isNegated)
        {
            writer.Json.WriteBoolean("negate", true);
        }

        writer.Json.WriteEndObject();
    }

    private void WriteOperand(QueryWriter writer, int index)
    {
        writer.Json.WritePropertyName(operands[index].Member);
        writer.Operand(operands[index].Operand);
    }
}
