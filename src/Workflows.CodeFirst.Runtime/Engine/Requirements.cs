namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>What has to be there before a block is called; a block that wants to see missing elements requires nothing.</summary>
/// <param name="Scalars">Columns with one value.</param>
/// <param name="Elements">Columns with one value for each element that the step runs over.</param>
/// <param name="Children">Lineages whose elements the block is given as batches, one batch for each element that the step runs over.</param>
/// <param name="AllChildren">Columns whose elements together are one batch; at least one has to be there.</param>
internal sealed record Requirements(int[] Scalars, int[] Elements, int[] Children, int[] AllChildren)
{
    public static Requirements None { get; } = new([], [], [], []);

    /// <summary>Whether everything is there for all elements.</summary>
    public bool AreMet(EngineRun run)
    {
        foreach (int column in Scalars)
        {
            if (run.Columns[column].HasMissing)
            {
                return false;
            }
        }

        foreach (int column in Elements)
        {
            if (run.Columns[column].HasMissing)
            {
                return false;
            }
        }

        foreach (int lineage in Children)
        {
            if (run.Lineages[lineage].HasChildlessParents)
            {
                return false;
            }
        }

        foreach (int column in AllChildren)
        {
            if (run.Columns[column].HasMissing)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether everything is there that does not depend on the element.</summary>
    public bool ScalarsAreMet(EngineRun run)
    {
        foreach (int column in Scalars)
        {
            if (run.Columns[column].IsMissing(0))
            {
                return false;
            }
        }

        foreach (int column in AllChildren)
        {
            if (!HasAny(run.Columns[column]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether everything is there for one element.</summary>
    public bool AreMet(EngineRun run, int element)
    {
        foreach (int column in Elements)
        {
            if (run.Columns[column].IsMissing(element))
            {
                return false;
            }
        }

        foreach (int lineage in Children)
        {
            var (start, end) = run.Lineages[lineage].Of(element);
            if (start == end)
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasAny(Column column)
    {
        for (int i = 0; i < column.Count; i++)
        {
            if (!column.IsMissing(i))
            {
                return true;
            }
        }

        return false;
    }
}
