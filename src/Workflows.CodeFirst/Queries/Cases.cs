using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.CodeFirst;

/// <summary>Cases and their results, and the result of any other case: what an expression decides by. Begins with <see cref="Query.When"/>.</summary>
public sealed class Cases
{
    private readonly Action<QueryWriter> write;

    internal Cases(Action<QueryWriter> write) => this.write = write;

    /// <summary>Cases as workflow JSON has them.</summary>
    /// <param name="cases">The object; it is copied, and checked by the step that is given it.</param>
    public static implicit operator Cases(JsonObject cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        var copy = (JsonObject)cases.DeepClone();
        return new(writer => copy.WriteTo(writer.Json));
    }

    internal PropertyValue.Literal ToProperty() => QueryWriter.Write(write);
}

/// <summary>Cases without the result of any other case, which <see cref="Otherwise"/> gives.</summary>
public sealed class CaseList
{
    private readonly ImmutableArray<(QueryCondition Condition, CaseValue Result)> cases;

    private CaseList(ImmutableArray<(QueryCondition Condition, CaseValue Result)> cases) => this.cases = cases;

    internal static CaseList Empty { get; } = new([]);

    /// <summary>One more case, which is given when none before it is.</summary>
    /// <param name="condition">When the case is given.</param>
    /// <param name="result">Its result: a literal, or a value of the workflow with what is done with it.</param>
    public CaseList When(QueryCondition condition, CaseValue result)
    {
        ArgumentNullException.ThrowIfNull(condition);
        ArgumentNullException.ThrowIfNull(result);
        return new(cases.Add((condition, result)));
    }

    /// <summary>Says what the result is when none of the cases is given.</summary>
    /// <param name="result">The result: a literal, or a value of the workflow with what is done with it.</param>
    public Cases Otherwise(CaseValue result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new(writer =>
        {
            writer.Json.WriteStartObject();
            writer.Json.WriteString("type", "CasesDefinition");
            writer.Json.WriteStartArray("cases");
            foreach (var (condition, caseResult) in cases)
            {
                writer.Json.WriteStartObject();
                writer.Json.WriteString("type", "CaseDefinition");
                writer.Json.WritePropertyName("condition");
                condition.WriteGroup(writer);
                writer.Json.WritePropertyName("result");
                caseResult.Write(writer);
                writer.Json.WriteEndObject();
            }

            writer.Json.WriteEndArray();
            writer.Json.WritePropertyName("default");
            result.Write(writer);
            writer.Json.WriteEndObject();
        });
    }
}

/// <summary>The result of a case: a literal, or a value of the workflow with what is done with it.</summary>
public sealed class CaseValue
{
    private readonly QueryExpression expression;

    private CaseValue(QueryExpression expression) => this.expression = expression;

    private CaseValue(Action<Utf8JsonWriter> literal)
        : this(new QueryExpression(new QuerySource.Constant(literal)))
    {
    }

    /// <summary>A text.</summary>
    /// <param name="value">The text; null for null.</param>
    public static implicit operator CaseValue(string? value) => new(writer => writer.WriteStringValue(value));

    /// <summary>A whole number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator CaseValue(long value) => new(writer => writer.WriteNumberValue(value));

    /// <summary>A number.</summary>
    /// <param name="value">The number.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite.</exception>
    public static implicit operator CaseValue(double value)
    {
        JsonLiterals.Finite(value, nameof(value));
        return new(writer => writer.WriteReal(value));
    }

    /// <summary>True or false.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator CaseValue(bool value) => new(writer => writer.WriteBooleanValue(value));

    /// <summary>Any JSON value.</summary>
    /// <param name="value">The value; it is copied.</param>
    public static implicit operator CaseValue(JsonElement value)
    {
        var copy = value.Clone();
        return new(copy.WriteTo);
    }

    /// <summary>A value of the workflow with what is done with it, or a literal.</summary>
    /// <param name="value">The value: <c>Query.Of(selector)</c> and operations, or a literal without.</param>
    /// <exception cref="ArgumentException">The value is a literal with operations.</exception>
    public static implicit operator CaseValue(QueryValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Expression is { Source: QuerySource.Constant, Operations.IsEmpty: false }
            ? throw new ArgumentException("A literal as a result has no operations: write what they give.", nameof(value))
            : new(value.Expression);
    }

    internal void Write(QueryWriter writer)
    {
        writer.Json.WriteStartObject();
        if (expression.Source is QuerySource.Constant constant)
        {
            writer.Json.WriteString("type", "StaticCaseResult");
            writer.Json.WritePropertyName("value");
            constant.Write(writer.Json);
        }
        else
        {
            writer.Json.WriteString("type", "DynamicCaseResult");
            writer.Json.WriteString("parameter_name", writer.NameOf(expression.Source));
            if (!expression.Operations.IsEmpty)
            {
                writer.Json.WritePropertyName("operations");
                writer.Operations(expression.Operations);
            }
        }

        writer.Json.WriteEndObject();
    }
}
