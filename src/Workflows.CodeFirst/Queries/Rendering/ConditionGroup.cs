using System.Collections.Immutable;

namespace Workflows.CodeFirst;

/// <summary>Conditions that are joined.</summary>
internal sealed class ConditionGroup : QueryCondition
{
    private readonly string joint;
    private readonly ImmutableArray<QueryCondition> members;

    private ConditionGroup(string joint, ImmutableArray<QueryCondition> members)
    {
        this.joint = joint;
        this.members = members;
    }

    public static QueryCondition Join(string joint, QueryCondition left, QueryCondition right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return Join(joint, [left, right], nameof(left));
    }

    public static QueryCondition Join(string joint, IEnumerable<QueryCondition> conditions, string parameter)
    {
        ArgumentNullException.ThrowIfNull(conditions, parameter);
        var members = ImmutableArray.CreateBuilder<QueryCondition>();
        foreach (var condition in conditions)
        {
            ArgumentNullException.ThrowIfNull(condition, parameter);
            if (condition is ConditionGroup group && group.joint == joint)
            {
                // a && b && c is one group of three.
                members.AddRange(group.members);
            }
            else
            {
                members.Add(condition);
            }
        }

        return members.Count switch
        {
            0 => throw new ArgumentException("Give one condition at least.", parameter),
            1 => members[0],
            _ => new ConditionGroup(joint, members.ToImmutable()),
        };
    }

    public static void Write(QueryWriter writer, string? joint, ImmutableArray<QueryCondition> members)
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteString("type", "StatementGroup");
        if (joint is not null)
        {
            writer.Json.WriteString("operator", joint);
        }

        writer.Json.WriteStartArray("statements");
        foreach (var member in members)
        {
            member.WriteStatement(writer);
        }

        writer.Json.WriteEndArray();
        writer.Json.WriteEndObject();
    }

    // Only statements can be negated in the language; a group is by its members, since all are evaluated either way.
    internal override QueryCondition Negate() => new ConditionGroup(joint == "and" ? "or" : "and", [.. members.Select(static member => member.Negate())]);

    internal override void WriteStatement(QueryWriter writer) => Write(writer, joint, members);

    internal override void WriteGroup(QueryWriter writer) => WriteStatement(writer);
}
