namespace Workflows.CodeFirst.Runtime.Engine;

/// <summary>What has to be there before a block is called; a block that wants to see missing elements requires nothing.</summary>
/// <param name="Scalars">Columns with one value.</param>
/// <param name="Elements">Columns with one value for each element that the step runs over.</param>
/// <param name="Children">Lineages whose elements the block is given as batches, one batch for each element that the step runs over.</param>
/// <param name="ChildColumns">The columns of those elements; what is missing in one of them is left out of all.</param>
/// <param name="NeedsChild">Whether the block is not called when none of those elements is left.</param>
internal sealed record Requirements(int[] Scalars, int[] Elements, int[] Children, int[] ChildColumns, bool NeedsChild)
{
    public static Requirements None { get; } = new([], [], [], [], false);

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

        foreach (int column in ChildColumns)
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

    /// <summary>Closes the gate for the children that are missing in one of their columns.</summary>
    public void CloseChildren(EngineRun run, Span<bool> gate)
    {
        foreach (int number in ChildColumns)
        {
            var column = run.Columns[number];
            if (column.HasMissing)
            {
                for (int i = 0; i < gate.Length; i++)
                {
                    gate[i] &= !column.IsMissing(i);
                }
            }
        }
    }
}
