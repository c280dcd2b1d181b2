using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Queries.Compilation;

/// <summary>One side of a statement: a value of the definition or one by name, and operations on it.</summary>
internal sealed class Operand
{
    private readonly OperationSite site;

    private Operand(OperationSite site, string? name, object? value, OperationChain operations)
    {
        this.site = site;
        Name = name;
        Value = value;
        Operations = operations;
    }

    /// <summary>The name of the value; null when the value is in the definition.</summary>
    public string? Name { get; }

    /// <summary>The value in the definition.</summary>
    public object? Value { get; }

    public OperationChain Operations { get; }

    /// <summary>Whether the operand is the default one, the detection in a filter.</summary>
    public bool IsDefault => Name == QueryScope.DefaultName;

    public static Operand? Compile(Definition statement, string member)
    {
        if (statement.Part(member) is not { } definition)
        {
            return null;
        }

        bool isStatic = definition.Choice("type", OperandTypes);
        object? value = null;
        string? name = null;
        if (isStatic)
        {
            value = definition.Any("value");
        }
        else
        {
            name = definition.Text("operand_name", QueryScope.DefaultName);
        }

        var operations = OperationCompiler.Compile(
            definition.List("operations", isRequired: false),
            definition.Path.Member("operations"),
            $"{statement.Location}.operations",
            statement.Errors,
            definition.Depth);
        return new(new(isStatic ? "StaticOperand" : "DynamicOperand", definition.Path, statement.Location), name, value, operations);
    }

    public object? Evaluate(QueryScope scope)
    {
        object? value = Value;
        if (Name is not null && !scope.TryGet(Name, out value))
        {
            throw site.Undeclared(Name, scope);
        }

        return Operations.Apply(value, scope);
    }

    private static readonly Dictionary<string, bool> OperandTypes = new(StringComparer.Ordinal)
    {
        ["StaticOperand"] = true,
        ["DynamicOperand"] = false,
    };
}
