using System;
using System.Collections.Generic;

namespace Workflows.CodeFirst.Generators.Diagnostics;

/// <summary>Guesses what a misspelt name was meant to be.</summary>
internal static class Spelling
{
    /// <summary><c>; did you mean 'x'?</c>, or nothing when no candidate is close.</summary>
    public static string DidYouMean(string name, IEnumerable<string> candidates) => Question(Nearest(name, candidates));

    /// <summary><c>; did you mean 'x'?</c>, or nothing.</summary>
    public static string Question(string? meant) => meant is null ? "" : $"; did you mean '{meant}'?";

    /// <summary>The candidate that is closest, or null when none is close.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        string? best = null;
        int least = int.MaxValue;
        foreach (string candidate in candidates)
        {
            // Every third character may be wrong.
            int limit = Math.Min(least, Math.Max(1, Math.Max(name.Length, candidate.Length) / 3) + 1);
            int distance = Distance(name, candidate, limit);
            if (distance < limit)
            {
                least = distance;
                best = candidate;
            }
        }

        return best;
    }

    // Restricted Damerau-Levenshtein distance: insertions, deletions, substitutions and swaps of neighbours, letter case aside.
    private static int Distance(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) >= limit)
        {
            return limit;
        }

        var before = new int[b.Length + 1];
        var last = new int[b.Length + 1];
        var row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, last, row) = (last, row, before);
        }

        return last[b.Length];
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
