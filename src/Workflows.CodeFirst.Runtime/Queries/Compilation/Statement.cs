using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Queries.Compilation;

/// <summary>Something that holds or does not.</summary>
internal abstract class Statement
{
    /// <exception cref="QueryException">The statement makes no sense for the values.</exception>
    public abstract bool Evaluate(QueryScope scope);
}

/// <summary>A statement about one value or two, with the errors that it reports.</summary>
internal abstract class SimpleStatement(OperationSite site, bool isNegated) : Statement
{
    public bool IsNegated => isNegated;

    public override bool Evaluate(QueryScope scope)
    {
        try
        {
            return Holds(scope) != isNegated;
        }
        catch (QueryException e) when (e.Error.Error == QueryException.UndeclaredSymbol)
        {
            throw new QueryException(e.Error with { Context = site.Context }, e.InnerException);
        }
        catch (PythonException e)
        {
            throw site.Error(QueryException.EvaluationFailed, $"The {site.Type} cannot be evaluated: {e.Message}.", e);
        }
        catch (InsufficientExecutionStackException e)
        {
            throw site.Error(QueryException.EvaluationFailed, $"The {site.Type} cannot be evaluated: a value is nested too deeply.", e);
        }
    }

    protected abstract bool Holds(QueryScope scope);
}

/// <summary>Compares two values.</summary>
internal sealed class BinaryStatement(OperationSite site, bool isNegated, string comparator, Operand left, Operand right)
    : SimpleStatement(site, isNegated)
{
    private readonly Func<object?, object?, bool> compare = Comparators.Binary[comparator];

    public string Comparator => comparator;

    public Operand Left => left;

    public Operand Right => right;

    protected override bool Holds(QueryScope scope)
    {
        object? first = left.Evaluate(scope);
        return compare(first, right.Evaluate(scope));
    }
}

/// <summary>Looks at one value.</summary>
internal sealed class UnaryStatement(OperationSite site, bool isNegated, Func<object?, bool> holds, Operand operand)
    : SimpleStatement(site, isNegated)
{
    protected override bool Holds(QueryScope scope) => holds(operand.Evaluate(scope));
}

/// <summary>Several statements of which all, or any, must hold. All are evaluated, so that an error in one is never hidden by another.</summary>
internal sealed class StatementGroup(bool needsAll, Statement[] statements) : Statement
{
    public bool NeedsAll => needsAll;

    public IReadOnlyList<Statement> Statements => statements;

    public override bool Evaluate(QueryScope scope)
    {
        bool result = statements[0].Evaluate(scope);
        for (int i = 1; i < statements.Length; i++)
        {
            bool holds = statements[i].Evaluate(scope);
            result = needsAll ? result & holds : result | holds;
        }

        return result;
    }
}
