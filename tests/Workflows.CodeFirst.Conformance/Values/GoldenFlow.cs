namespace Workflows.CodeFirst.Conformance.Values;

/// <summary>What a deciding block returned, in one form: the steps that go on, in the order of their names.</summary>
internal static class GoldenFlow
{
    /// <summary>The form of a recorded decision.</summary>
    public static OrderedDictionary<string, object?> Of(IReadOnlyDictionary<string, object?> recorded) => Of(recorded["context"] switch
    {
        string step => [step],
        IReadOnlyList<object?> steps => steps.Cast<string>(),
        _ => [],
    });

    /// <summary>The form of a decision.</summary>
    public static OrderedDictionary<string, object?> Of(IEnumerable<string> steps) =>
        new(StringComparer.Ordinal) { ["goes_to"] = steps.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray<object?>() };
}
