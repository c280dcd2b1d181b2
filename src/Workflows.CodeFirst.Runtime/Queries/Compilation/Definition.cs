using System.Globalization;
using System.Numerics;
using Workflows.CodeFirst.Json;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Queries.Compilation;

/// <summary>
/// A part of a definition that is being compiled. Its members are read as leniently as the reference engine reads them; what is wrong is
/// noted, and reading goes on with a value that stands in.
/// </summary>
/// <param name="Members">The members of the JSON object.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Location">Where it is in the words of the reference engine, for errors.</param>
/// <param name="Errors">Where errors are noted.</param>
/// <param name="Depth">How many parts it is inside of.</param>
internal sealed record Definition(IReadOnlyDictionary<string, object?> Members, JsonPath Path, string Location, DefinitionErrors Errors, int Depth)
{
    private const int LongestNumber = 4300;

    private static readonly string[] Truths = ["1", "on", "t", "true", "y", "yes"];
    private static readonly string[] Falsehoods = ["0", "off", "f", "false", "n", "no"];

    /// <summary>Reads a JSON object that is a part of a definition; null, with an error, when it is none or there are too many.</summary>
    public static Definition? Of(object? value, JsonPath path, string location, DefinitionErrors errors, int depth)
    {
        if (!errors.TryCountPart(path, depth))
        {
            return null;
        }

        if (PythonValues.Normalize(value) is IReadOnlyDictionary<string, object?> members)
        {
            return new(members, path, location, errors, depth);
        }

        errors.Add(path, $"An object is expected, not {PythonValues.Describe(value)}.");
        return null;
    }

    /// <summary>A member that is itself a part of the definition.</summary>
    public Definition? Part(string name) =>
        TryGet(name, out object? value) ? Of(value, Path.Member(name), Location, Errors, Depth + 1) : null;

    /// <summary>A required member of any sort.</summary>
    public object? Any(string name) => TryGet(name, out object? value) ? value : null;

    /// <summary>A required list, or an empty one when it may be absent.</summary>
    public IReadOnlyList<object?> List(string name, bool isRequired)
    {
        if (!isRequired && !Members.ContainsKey(name))
        {
            return [];
        }

        if (!TryGet(name, out object? value))
        {
            return [];
        }

        return value switch
        {
            IReadOnlyList<object?> list => list,
            SetValue set => [.. set],
            _ => Wrong<IReadOnlyList<object?>>(name, "a list", value, []),
        };
    }

    /// <summary>A required text, or one with a default.</summary>
    public string Text(string name, string? otherwise = null)
    {
        if (otherwise is not null && !Members.ContainsKey(name))
        {
            return otherwise;
        }

        return TryGet(name, out object? value) ? value as string ?? Wrong(name, "a text", value, "") : "";
    }

    /// <summary>A required whole number, or one with a default. Numbers beyond the range of long become its ends.</summary>
    public long Integer(string name, long? otherwise = null, long least = long.MinValue, long most = long.MaxValue)
    {
        if (otherwise is { } given && !Members.ContainsKey(name))
        {
            return given;
        }

        if (!TryGet(name, out object? value))
        {
            return 0;
        }

        if (ToInteger(value) is not { } number)
        {
            return Wrong(name, "a whole number", value, 0L);
        }

        if (number < least || number > most)
        {
            if (least != long.MinValue)
            {
                Errors.Add(Path.Member(name), $"'{name}' has to be from {least} to {most}, but is {number}.");
            }

            return number < least ? least : most;
        }

        return (long)number;
    }

    /// <summary>A number with a default.</summary>
    public double Real(string name, double otherwise)
    {
        if (!Members.TryGetValue(name, out object? value))
        {
            return otherwise;
        }

        value = PythonValues.Normalize(value);
        return PythonNumber.TryGet(value, out var number) ? number.ToDouble()
            : value is string text && PythonFloats.TryParse(text, out double parsed) ? parsed
            : Wrong(name, "a number", value, otherwise);
    }

    /// <summary>A required number that stays whole or not, as it is written.</summary>
    public PythonNumber Number(string name)
    {
        if (!TryGet(name, out object? value))
        {
            return 0L;
        }

        if (PythonNumber.TryGet(value, out var number))
        {
            return number;
        }

        if (ToInteger(value) is { } whole)
        {
            _ = PythonNumber.TryGet(PythonValues.Integer(whole), out number);
            return number;
        }

        return value is string text && PythonFloats.TryParse(text, out double parsed) ? parsed : Wrong(name, "a number", value, 0L);
    }

    /// <summary>A truth value with a default.</summary>
    public bool Boolean(string name, bool otherwise) =>
        !Members.TryGetValue(name, out object? value) ? otherwise
        : ToBoolean(PythonValues.Normalize(value)) ?? Wrong(name, "true or false", value, otherwise);

    /// <summary>A required member that is one of some names.</summary>
    public T Choice<T>(string name, IReadOnlyDictionary<string, T> choices, string? otherwise = null)
    {
        if (otherwise is not null && !Members.ContainsKey(name))
        {
            return choices[otherwise];
        }

        if (!TryGet(name, out object? value))
        {
            return default!;
        }

        if (value is string choice && choices.TryGetValue(choice, out var chosen))
        {
            return chosen;
        }

        string written = value is string text ? $"'{text}'" : PythonValues.Describe(value);
        string known = choices.Count <= 12 ? $"one of {string.Join(", ", choices.Keys)}" : "a known name";
        Errors.Add(Path.Member(name), $"'{name}' has to be {known}, not {written}.", Suggestions.DidYouMean(value as string ?? "", choices.Keys));
        return default!;
    }

    /// <summary>A truth value in any of the forms that count as one; null for anything else.</summary>
    public static bool? ToBoolean(object? value) => value switch
    {
        bool flag => flag,
        long and (0 or 1) => (long)value == 1,
        double and (0 or 1) => (double)value == 1,
        string text when Truths.Contains(text, StringComparer.OrdinalIgnoreCase) => true,
        string text when Falsehoods.Contains(text, StringComparer.OrdinalIgnoreCase) => false,
        _ => null,
    };

    /// <summary>Notes that a member is of another sort than expected.</summary>
    public T Wrong<T>(string name, string expected, object? value, T standIn)
    {
        Errors.Add(Path.Member(name), $"'{name}' has to be {expected}, not {PythonValues.Describe(value)}.");
        return standIn;
    }

    private static BigInteger? ToInteger(object? value)
    {
        switch (value)
        {
            case bool flag:
                return flag ? 1 : 0;
            case long number:
                return number;
            case BigInteger number:
                return number;
            case double number when double.IsFinite(number) && Math.Floor(number) == number:
                return new BigInteger(number);
            case string { Length: <= LongestNumber } text:
                string digits = text.Trim();
                int point = digits.IndexOf('.', StringComparison.Ordinal);
                if (point > 0 && digits.AsSpan(point + 1).IndexOfAnyExcept('0') < 0)
                {
                    digits = digits[..point];
                }

                digits = digits.Replace("_", "", StringComparison.Ordinal);
                return BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
            default:
                return null;
        }
    }

    private bool TryGet(string name, out object? value)
    {
        if (Members.TryGetValue(name, out value))
        {
            value = PythonValues.Normalize(value);
            return true;
        }

        Errors.Add(
            Path,
            $"The member '{name}' is missing.",
            Suggestions.Nearest(name, Members.Keys) is { } similar ? $"Is '{similar}' meant to be it?" : null);
        return false;
    }
}
