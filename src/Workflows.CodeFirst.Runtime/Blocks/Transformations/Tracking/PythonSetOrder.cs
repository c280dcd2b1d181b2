namespace Workflows.CodeFirst.Runtime.Blocks.Transformations.Tracking;

/// <summary>
/// The order in which CPython walks through the difference of two sets of small numbers. The reference tracker numbers new tracks in this
/// order, which is not always the ascending one: a set of few numbers has a small hash table, and large numbers wrap around in it.
/// </summary>
internal static class PythonSetOrder
{
    private const int SmallestTable = 8, LinearProbes = 9, PerturbShift = 5;

    /// <summary>Adds the numbers from 0 to <paramref name="count"/> without those that are taken to a list.</summary>
    /// <param name="taken">Whether a number is taken.</param>
    /// <param name="count">Number of numbers.</param>
    /// <param name="takenCount">How many are taken.</param>
    /// <param name="rest">Gets the others.</param>
    public static void Difference(ReadOnlySpan<bool> taken, int count, int takenCount, List<int> rest)
    {
        // A table with more places than the largest number keeps the numbers in order; so does a copy of the first set with a few removed.
        if (count <= SmallestTable || count >> 2 > takenCount)
        {
            for (int number = 0; number < count; number++)
            {
                if (!taken[number])
                {
                    rest.Add(number);
                }
            }

            return;
        }

        int used = 0;
        int[] table = NewTable(SmallestTable);
        for (int number = 0; number < count; number++)
        {
            if (taken[number])
            {
                continue;
            }

            Insert(table, number);
            used++;
            if (used * 5 >= (table.Length - 1) * 3)
            {
                table = Grow(table, used * 4);
            }
        }

        foreach (int number in table)
        {
            if (number >= 0)
            {
                rest.Add(number);
            }
        }
    }

    private static int[] Grow(int[] table, int least)
    {
        int size = SmallestTable;
        while (size <= least)
        {
            size <<= 1;
        }

        int[] larger = NewTable(size);
        foreach (int number in table)
        {
            if (number >= 0)
            {
                Insert(larger, number);
            }
        }

        return larger;
    }

    private static int[] NewTable(int size)
    {
        int[] table = new int[size];
        Array.Fill(table, -1);
        return table;
    }

    private static void Insert(int[] table, int number)
    {
        int mask = table.Length - 1;
        uint perturb = (uint)number;
        for (int place = number & mask; ;)
        {
            int last = place + LinearProbes <= mask ? place + LinearProbes : place;
            for (int i = place; i <= last; i++)
            {
                if (table[i] < 0)
                {
                    table[i] = number;
                    return;
                }
            }

            perturb >>= PerturbShift;
            place = (int)(((uint)place * 5 + 1 + perturb) & (uint)mask);
        }
    }
}
