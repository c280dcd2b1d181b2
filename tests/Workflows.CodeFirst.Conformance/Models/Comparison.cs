using System.Globalization;

namespace Workflows.CodeFirst.Conformance.Models;

/// <summary>How far recorded runs and ours may differ: another build of the runtime adds in another order.</summary>
internal static class Allowance
{
    public const double Score = 2e-3;
    public const double Pixel = 1;
    public const double Outline = 2;
    public const double Overlap = 0.98;
    public const double Area = 0.02;

    /// <summary>The share of an image's pixels that may have another class.</summary>
    public const double OtherPixels = 0.005;

    /// <summary>A score this close to its threshold may fall on either side of it.</summary>
    public const double Flip = 1e-3;

    /// <summary>An overlap this close to the limit may suppress a box or not; requests called stable withstand that.</summary>
    public const double Suppression = 2e-3;

    // Coordinates are whole or halves; their differences may not fail by the last bit.
    public const double Rounding = 1e-6;
}

/// <summary>Collects where a result differs from the recorded one.</summary>
internal sealed class Comparison
{
    private const int MostDifferences = 20;
    private readonly List<Difference> differences = [];

    public bool IsEqual => differences.Count == 0;

    public CaseResult Result => CaseResult.From(differences);

    public void Add(string path, string expected, string actual)
    {
        if (differences.Count < MostDifferences)
        {
            differences.Add(new(path, expected, actual));
        }
    }

    public void Equal<T>(string path, T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            Add(path, Text(expected), Text(actual));
        }
    }

    public void Sequence<T>(string path, IEnumerable<T> expected, IEnumerable<T> actual)
    {
        var (wanted, found) = (expected.ToArray(), actual.ToArray());
        if (!Enumerable.SequenceEqual(wanted, found))
        {
            Add(path, $"[{string.Join(", ", wanted.Select(Text))}]", $"[{string.Join(", ", found.Select(Text))}]");
        }
    }

    /// <summary>Numbers that may be off by an amount; NaN never is.</summary>
    public void Near(string path, double expected, double actual, double allowance)
    {
        if (!(Math.Abs(expected - actual) <= allowance))
        {
            Add(path, Text(expected), Text(actual));
        }
    }

    private static string Text<T>(T value) => value switch
    {
        null => "nothing",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
