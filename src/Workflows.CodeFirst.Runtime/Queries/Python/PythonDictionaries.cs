using System.Runtime.CompilerServices;

namespace Workflows.CodeFirst.Runtime.Queries.Python;

/// <summary>Dictionaries with text keys and with keys of all sorts, seen as one.</summary>
internal static class PythonDictionaries
{
    /// <summary>The entries of a dictionary in their order; null for anything else.</summary>
    public static IEnumerable<KeyValuePair<object?, object?>>? Entries(object? value) => value switch
    {
        MixedDictionary mixed => mixed,
        _ => PythonValues.AsDictionary(value) is { } dictionary ? Entries(dictionary) : null,
    };

    /// <summary>Whether two dictionaries have the same entries; null when not both are dictionaries.</summary>
    public static bool? AreEqual(object? left, object? right)
    {
        if (Entries(left) is not { } entries || Entries(right) is null)
        {
            return null;
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (PythonSequences.Length(left) != PythonSequences.Length(right))
        {
            return false;
        }

        foreach (var (key, value) in entries)
        {
            if (!TryGet(right, key, out object? other) || !PythonEquality.AreSame(value, other))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Looks a key up.</summary>
    /// <exception cref="PythonException">The key cannot be looked up.</exception>
    public static bool TryGet(object? dictionary, object? key, out object? value)
    {
        value = null;
        switch (dictionary)
        {
            case MixedDictionary mixed:
                return mixed.TryGetValue(new(key), out value);
            case IReadOnlyDictionary<string, object?> entries:
                _ = PythonEquality.Hash(key);
                bool found = key is string name && entries.TryGetValue(name, out value);
                value = PythonValues.Normalize(value);
                return found;
            default:
                return false;
        }
    }

    private static IEnumerable<KeyValuePair<object?, object?>> Entries(IReadOnlyDictionary<string, object?> dictionary)
    {
        foreach (var (key, value) in dictionary)
        {
            yield return new(key, PythonValues.Normalize(value));
        }
    }
}
