using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace Workflows.CodeFirst;

/// <summary>Writes queries as JSON, and names the selectors that they use.</summary>
internal sealed class QueryWriter
{
    private const string DefaultName = "_";

    private readonly ImmutableArray<KeyValuePair<string, ISelector>>.Builder parameters = ImmutableArray.CreateBuilder<KeyValuePair<string, ISelector>>();
    private readonly HashSet<string> named = new(StringComparer.Ordinal) { DefaultName };
    private QuerySource.Subject? subject;

    private QueryWriter(Utf8JsonWriter json) => Json = json;

    public Utf8JsonWriter Json { get; }

    /// <summary>Writes a query into a literal that knows which selectors the query uses under which names.</summary>
    /// <exception cref="ArgumentException">The query refers to something that has no meaning where it stands.</exception>
    public static PropertyValue.Literal Write(Action<QueryWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        QueryWriter writer;
        using (var json = new Utf8JsonWriter(buffer))
        {
            writer = new QueryWriter(json);
            write(writer);
        }

        foreach (var (name, selector) in writer.parameters)
        {
            if (writer.named.Contains(name))
            {
                throw new ArgumentException($"A query uses '{selector.Text}' and also Query.Named(\"{name}\"): the name is needed for the former, choose another one.");
            }
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return new(document.RootElement.Clone()) { Parameters = writer.parameters.ToImmutable() };
    }

    /// <summary>Writes operations that are applied to a subject, which conditions among them may refer to.</summary>
    public void Operations(ImmutableArray<QueryOperation> operations)
    {
        Json.WriteStartArray();
        foreach (var operation in operations)
        {
            operation.Write(this);
        }

        Json.WriteEndArray();
    }

    /// <summary>Writes a condition on a subject of its own.</summary>
    public void Filter(QuerySource.Subject element, QueryCondition condition)
    {
        var outer = subject;
        subject = element;
        condition.WriteGroup(this);
        subject = outer;
    }

    public void Operand(QueryExpression operand)
    {
        Json.WriteStartObject();
        if (operand.Source is QuerySource.Constant constant)
        {
            Json.WriteString("type", "StaticOperand");
            Json.WritePropertyName("value");
            constant.Write(Json);
        }
        else
        {
            Json.WriteString("type", "DynamicOperand");
            if (NameOf(operand.Source) is var name and not DefaultName)
            {
                Json.WriteString("operand_name", name);
            }
        }

        if (!operand.Operations.IsEmpty)
        {
            Json.WritePropertyName("operations");
            Operations(operand.Operations);
        }

        Json.WriteEndObject();
    }

    /// <summary>The name under which a step finds a value.</summary>
    /// <exception cref="ArgumentException">The value is an element of something else, or a literal.</exception>
    public string NameOf(QuerySource source)
    {
        switch (source)
        {
            case QuerySource.Subject when ReferenceEquals(source, subject):
                return DefaultName;
            case QuerySource.Subject when ReferenceEquals(source, QuerySource.StepSubject):
                throw new ArgumentException("Query.Detections and its like stand for what operations are applied to. In a condition use the argument of the lambda, or Query.Of(selector).");
            case QuerySource.Subject:
                throw new ArgumentException("A condition uses the argument of another lambda: only that of its own is known where it is evaluated.");
            case QuerySource.Named given:
                if (given.Name != DefaultName)
                {
                    named.Add(given.Name);
                }

                return given.Name;
            case QuerySource.Selected selected:
                return NameOf(selected.Selector);
            default:
                throw new ArgumentException("A literal stands where a value of the workflow is expected.");
        }
    }

    /// <summary>The name of a selector: what it says, with underscores; a number is added where two would get one name.</summary>
    public string NameOf(ISelector selector)
    {
        foreach (var (name, known) in parameters)
        {
            // Two steps of one name are a mistake, which is found when the workflow is put together: both have to get there.
            if (known.Text == selector.Text && ReferenceEquals(known.Target, selector.Target))
            {
                return name;
            }
        }

        string wanted = selector.Text[(selector.Text.IndexOf('.', StringComparison.Ordinal) + 1)..].Replace('.', '_');
        string free = wanted;
        for (int number = 2; free == DefaultName || parameters.Any(parameter => parameter.Key == free); number++)
        {
            free = $"{wanted}_{number}";
        }

        parameters.Add(new(free, selector));
        return free;
    }
}
