namespace Workflows.CodeFirst;

/// <summary>Guesses what a misspelt name was meant to be.</summary>
internal static class Suggestions
{
    private const int MostCandidates = 10_000;

    /// <summary>A sentence that proposes the nearest of <paramref name="candidates"/>, or null when none is near.</summary>
    public static string? DidYouMean(string name, IEnumerable<string> candidates) =>
        Nearest(name, candidates) is { } nearest ? $"Did you mean '{nearest}'?" : null;

    /// <summary>The candidate with the fewest typing errors, if they are few for the length of the name.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        string? best = null;
        int limit = Math.Max(1, Math.Min(name.Length / 3, 12)) + 1;
        int seen = 0;
        foreach (string candidate in candidates)
        {
            if (++seen > MostCandidates)
            {
                break;
            }

            if (Math.Abs(candidate.Length - name.Length) < limit)
            {
                int distance = Distance(name, candidate, limit);
                if (distance < limit)
                {
                    limit = distance;
                    best = candidate;
                }
            }
        }

        return best;
    }

    /// <summary>Optimal string alignment distance, ignoring case; <paramref name="limit"/> when it is at least that.</summary>
    private static int Distance(string left, string right, int limit)
    {
        if (left.Length > 256 || right.Length > 256)
        {
            return limit;
        }

        int width = right.Length + 1;
        Span<int> rows = stackalloc int[3 * width];
        var before = rows[..width];
        var previous = rows.Slice(width, width);
        var current = rows.Slice(2 * width, width);
        for (int j = 0; j < width; j++)
        {
            previous[j] = j;
        }

        for (int i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            int smallest = i;
            for (int j = 1; j < width; j++)
            {
                char a = char.ToLowerInvariant(left[i - 1]), b = char.ToLowerInvariant(right[j - 1]);
                int cost = a == b ? 0 : 1;
                int value = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
                if (i > 1 && j > 1 && a == char.ToLowerInvariant(right[j - 2]) && b == char.ToLowerInvariant(left[i - 2]))
                {
                    value = Math.Min(value, before[j - 2] + 1);
                }

                current[j] = value;
                smallest = Math.Min(smallest, value);
            }

            if (smallest >= limit)
            {
                return limit;
            }

            var recycled = before;
            before = previous;
            previous = current;
            current = recycled;
        }

        return previous[^1];
    }
}
