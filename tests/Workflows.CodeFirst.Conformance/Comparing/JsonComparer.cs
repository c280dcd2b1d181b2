using System.Globalization;
using System.Text.Json;

namespace Workflows.CodeFirst.Conformance.Comparing;

/// <summary>How exactly numbers must agree.</summary>
/// <param name="Absolute">How far a number may be off.</param>
/// <param name="Relative">How far it may be off as a share of the expected number; the greater allowance counts.</param>
public sealed record Tolerance(double Absolute, double Relative = 0)
{
    public static Tolerance Exact { get; } = new(0);

    public bool Accepts(double expected, double actual) =>
        expected.Equals(actual) || Math.Abs(expected - actual) <= Math.Max(Absolute, Relative * Math.Abs(expected));
}

/// <summary>Compares JSON values member by member.</summary>
public static class JsonComparer
{
    private const int MostDifferences = 20;

    /// <summary>Lists where two values differ, the first twenty places at most.</summary>
    /// <param name="expected">What a case says.</param>
    /// <param name="actual">What came out.</param>
    /// <param name="tolerance">For numbers at a path; the path is written like <c>$.rows[2][0]</c>.</param>
    public static IReadOnlyList<Difference> Compare(JsonElement expected, JsonElement actual, Func<string, Tolerance> tolerance)
    {
        var differences = new List<Difference>();
        Compare("$", expected, actual, tolerance, differences);
        return differences;
    }

    private static void Compare(string path, JsonElement expected, JsonElement actual, Func<string, Tolerance> tolerance, List<Difference> differences)
    {
        if (differences.Count >= MostDifferences)
        {
            return;
        }

        if (expected.ValueKind != actual.ValueKind)
        {
            differences.Add(new(path, Show(expected), Show(actual)));
            return;
        }

        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                CompareObjects(path, expected, actual, tolerance, differences);
                break;
            case JsonValueKind.Array:
                CompareArrays(path, expected, actual, tolerance, differences);
                break;
            case JsonValueKind.Number when tolerance(path).Accepts(expected.GetDouble(), actual.GetDouble()):
            case JsonValueKind.String when expected.GetString() == actual.GetString():
            case JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null:
                break;
            default:
                differences.Add(new(path, Show(expected), Show(actual)));
                break;
        }
    }

    private static void CompareObjects(string path, JsonElement expected, JsonElement actual, Func<string, Tolerance> tolerance, List<Difference> differences)
    {
        foreach (var member in expected.EnumerateObject())
        {
            string memberPath = $"{path}.{member.Name}";
            if (actual.TryGetProperty(member.Name, out var value))
            {
                Compare(memberPath, member.Value, value, tolerance, differences);
            }
            else
            {
                differences.Add(new(memberPath, Show(member.Value), "nothing"));
            }
        }

        foreach (var member in actual.EnumerateObject())
        {
            if (!expected.TryGetProperty(member.Name, out _))
            {
                differences.Add(new($"{path}.{member.Name}", "nothing", Show(member.Value)));
            }
        }
    }

    private static void CompareArrays(string path, JsonElement expected, JsonElement actual, Func<string, Tolerance> tolerance, List<Difference> differences)
    {
        int expectedLength = expected.GetArrayLength(), actualLength = actual.GetArrayLength();
        if (expectedLength != actualLength)
        {
            differences.Add(new(path, $"{expectedLength} elements", $"{actualLength} elements"));
        }

        for (int i = 0; i < Math.Min(expectedLength, actualLength); i++)
        {
            Compare($"{path}[{i.ToString(CultureInfo.InvariantCulture)}]", expected[i], actual[i], tolerance, differences);
        }
    }

    private static string Show(JsonElement element)
    {
        string text = element.GetRawText().ReplaceLineEndings(" ");
        return text.Length > 120 ? text[..117] + "..." : text;
    }
}
