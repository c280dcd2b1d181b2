namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>The columns of a compiled workflow: how many there are and of which types. Every run gets its own set.</summary>
internal sealed class ColumnTable
{
    private readonly List<(Type Type, Func<Column> Create)> columns = [];

    /// <summary>A new column.</summary>
    /// <returns>Its number.</returns>
    public int Add<T>()
    {
        columns.Add((typeof(T), static () => new Column<T>()));
        return columns.Count - 1;
    }

    /// <summary>The type of a column's values.</summary>
    public Type TypeOf(int column) => columns[column].Type;

    /// <summary>A set of columns for one run.</summary>
    public Column[] CreateColumns()
    {
        var made = new Column[columns.Count];
        for (int i = 0; i < made.Length; i++)
        {
            made[i] = columns[i].Create();
        }

        return made;
    }
}
