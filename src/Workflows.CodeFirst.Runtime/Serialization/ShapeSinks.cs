using System.Text.Json;
using Workflows.CodeFirst.Runtime.Queries.Python;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Serialization;

/// <summary>Takes a serialised value piece by piece, as JSON or as plain values.</summary>
internal interface IShapeSink
{
    void BeginObject();

    void EndObject();

    void BeginList();

    void EndList();

    /// <summary>The name of the member that comes next.</summary>
    void Name(string name);

    void Real(double number);

    /// <summary>A number of single precision, which JSON writes with fewer digits.</summary>
    void Real(float number);

    void Whole(long number);

    void Text(string text);

    /// <summary>A value that is serialised in the way of its type.</summary>
    void Value(object? value);
}

/// <summary>Writes JSON.</summary>
internal readonly struct JsonSink(Utf8JsonWriter writer) : IShapeSink
{
    public void BeginObject() => writer.WriteStartObject();

    public void EndObject() => writer.WriteEndObject();

    public void BeginList() => writer.WriteStartArray();

    public void EndList() => writer.WriteEndArray();

    public void Name(string name) => writer.WritePropertyName(name);

    public void Real(double number) => PlainValues.Write(writer, number);

    public void Real(float number)
    {
        if (float.IsFinite(number))
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            PlainValues.Write(writer, number);
        }
    }

    public void Whole(long number) => writer.WriteNumberValue(number);

    public void Text(string text) => writer.WriteStringValue(text);

    public void Value(object? value) => ValueWriter.TryWrite(writer, value, []);
}

/// <summary>Builds dictionaries and lists.</summary>
internal sealed class ValueSink : IShapeSink
{
    private readonly Stack<object> open = new();
    private string? name;

    /// <summary>The complete value.</summary>
    public object? Result { get; private set; }

    public void BeginObject() => Begin(new OrderedDictionary<string, object?>(StringComparer.Ordinal));

    public void EndObject() => open.Pop();

    public void BeginList() => Begin(new List<object?>());

    public void EndList() => open.Pop();

    public void Name(string name) => this.name = name;

    public void Real(double number) => Add(number);

    public void Real(float number) => Add((double)number);

    public void Whole(long number) => Add(number);

    public void Text(string text) => Add(text);

    public void Value(object? value) => Add(value is ArrayValue array ? array.ToList() : value);

    private void Begin(object container)
    {
        Add(container);
        open.Push(container);
    }

    private void Add(object? value)
    {
        switch (open.Count == 0 ? null : open.Peek())
        {
            case null:
                Result = value;
                break;
            case List<object?> list:
                list.Add(value);
                break;
            case OrderedDictionary<string, object?> dictionary:
                dictionary[name!] = value;
                break;
        }
    }
}
