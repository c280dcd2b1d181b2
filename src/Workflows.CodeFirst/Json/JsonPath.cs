using System.Text;

namespace Workflows.CodeFirst.Json;

/// <summary>A place in a JSON document, written out only when somebody asks.</summary>
internal sealed class JsonPath
{
    private readonly JsonPath? parent;
    private readonly string? name;
    private readonly int index;

    private JsonPath(JsonPath? parent, string? name, int index)
    {
        this.parent = parent;
        this.name = name;
        this.index = index;
    }

    /// <summary>The document.</summary>
    public static JsonPath Root { get; } = new(null, null, 0);

    /// <summary>A member of this object.</summary>
    public JsonPath Member(string member) => new(this, member, 0);

    /// <summary>An element of this array.</summary>
    public JsonPath Element(int element) => new(this, null, element);

    /// <summary>The path as in <c>$.steps[2].confidence</c>; unusual names are quoted.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    private void Write(StringBuilder text)
    {
        if (parent is null)
        {
            text.Append('$');
            return;
        }

        parent.Write(text);
        if (name is null)
        {
            text.Append('[').Append(index).Append(']');
        }
        else if (WorkflowNames.IsReferable(name))
        {
            text.Append('.').Append(name);
        }
        else
        {
            text.Append("['").Append(name.Replace("'", "\\'", StringComparison.Ordinal)).Append("']");
        }
    }
}
