using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>What the compiler knows of an input while it connects steps.</summary>
internal sealed class CompiledInput(WorkflowInput input, LineageNode lineage, ColumnTable columns)
{
    public WorkflowInput Input { get; } = input;

    public LineageNode Lineage { get; } = lineage;

    /// <summary>
    /// The column of the values, deserialised: of images for images, of objects for everything else. -1 when nothing reads it, as when
    /// a parameter is only written into properties.
    /// </summary>
    public int Column { get; private set; } = -1;

    /// <summary>The properties that are given a parameter directly, each with a column of its own type.</summary>
    public List<Substitution> Substitutions { get; } = [];

    /// <summary>The value of a parameter that is not given.</summary>
    public object? DefaultValue { get; } = PlainValues.Of(input.DefaultValue);

    public bool IsImage => Input.Kinds is ["image"];

    public bool IsParameter => Input.Type == WorkflowInputType.Parameter;

    /// <summary>The column, made when it is first asked for.</summary>
    public int NeedColumn()
    {
        if (Column < 0)
        {
            Column = IsImage ? columns.Add<Image?>() : columns.Add<object?>();
        }

        return Column;
    }
}
