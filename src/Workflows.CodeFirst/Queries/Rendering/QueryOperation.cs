namespace Workflows.CodeFirst;

/// <summary>One operation of the query language.</summary>
/// <param name="Type">Its type; null for one that is given as JSON.</param>
/// <param name="WriteMembers">Writes its parameters, or the whole object when it has no type.</param>
internal sealed record QueryOperation(string? Type, Action<QueryWriter>? WriteMembers = null)
{
    /// <summary>The property that is taken out of a detection, for operations that do so.</summary>
    public string? DetectionProperty { get; init; }

    public void Write(QueryWriter writer)
    {
        if (Type is null)
        {
            WriteMembers!(writer);
            return;
        }

        writer.Json.WriteStartObject();
        writer.Json.WriteString("type", Type);
        WriteMembers?.Invoke(writer);
        writer.Json.WriteEndObject();
    }
}
