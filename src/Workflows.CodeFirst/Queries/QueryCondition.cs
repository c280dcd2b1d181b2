using System.ComponentModel;
using System.Text.Json.Nodes;

namespace Workflows.CodeFirst;

/// <summary>
/// A condition of the query language, made by comparing values: <c>d.Confidence &gt; 0.5 &amp;&amp; d.ClassName == "person"</c>. It is not
/// evaluated in C#, but written into the workflow; the engine evaluates all of its parts always.
/// </summary>
public abstract class QueryCondition
{
    private protected QueryCondition()
    {
    }

    /// <summary>Holds where both hold.</summary>
    /// <param name="left">One condition.</param>
    /// <param name="right">The other.</param>
    public static QueryCondition operator &(QueryCondition left, QueryCondition right) => ConditionGroup.Join("and", left, right);

    /// <summary>Holds where one of them holds.</summary>
    /// <param name="left">One condition.</param>
    /// <param name="right">The other.</param>
    public static QueryCondition operator |(QueryCondition left, QueryCondition right) => ConditionGroup.Join("or", left, right);

    /// <summary>Holds where the condition does not.</summary>
    /// <param name="condition">The condition.</param>
    public static QueryCondition operator !(QueryCondition condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return condition.Negate();
    }

    /// <summary>Lets the compiler write <c>||</c> as <c>|</c>. Not for use: a condition is not known before the workflow runs.</summary>
    /// <param name="condition">The condition.</param>
    /// <returns>False.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static bool operator true(QueryCondition condition) => false;

    /// <summary>Lets the compiler write <c>&amp;&amp;</c> as <c>&amp;</c>. Not for use: a condition is not known before the workflow runs.</summary>
    /// <param name="condition">The condition.</param>
    /// <returns>False.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static bool operator false(QueryCondition condition) => false;

    /// <summary>A statement as workflow JSON has it.</summary>
    /// <param name="statement">The statement or group of statements; it is copied, and checked by the step that is given it.</param>
    public static implicit operator QueryCondition(JsonObject statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        return new ConditionJson((JsonObject)statement.DeepClone());
    }

    /// <summary>Holds where all of them hold.</summary>
    /// <param name="conditions">The conditions, one or more.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static QueryCondition All(params IEnumerable<QueryCondition> conditions) => ConditionGroup.Join("and", conditions, nameof(conditions));

    /// <summary>Holds where one of them holds.</summary>
    /// <param name="conditions">The conditions, one or more.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static QueryCondition Any(params IEnumerable<QueryCondition> conditions) => ConditionGroup.Join("or", conditions, nameof(conditions));

    /// <summary>The opposite.</summary>
    internal abstract QueryCondition Negate();

    /// <summary>Writes the condition as one statement of a group.</summary>
    internal abstract void WriteStatement(QueryWriter writer);

    /// <summary>Writes the condition as a group, which is what stands alone.</summary>
    internal virtual void WriteGroup(QueryWriter writer) => ConditionGroup.Write(writer, null, [this]);

    internal PropertyValue.Literal ToProperty() => QueryWriter.Write(WriteGroup);
}
