using System.Globalization;

namespace Workflows.CodeFirst.Conformance.Values;

/// <summary>New identifiers that have come out so far, by the number that stands for them.</summary>
internal sealed class UuidTable
{
    private readonly Dictionary<int, string> known = [];

    /// <summary>Whether a text is an identifier, the same one as before for the same number.</summary>
    public bool IsUuid(int number, string text) => Guid.TryParse(text, out _) && (known.TryAdd(number, text) || known[number] == text);

    /// <summary>Whether a text is as a pattern says, in which <c>{{uuid:N}}</c> stands for an identifier.</summary>
    public bool Matches(string pattern, string text)
    {
        const string Open = "{{uuid:", Close = "}}";
        int at = 0;
        for (int i = 0; i < pattern.Length;)
        {
            if (pattern.AsSpan(i).StartsWith(Open))
            {
                int end = pattern.IndexOf(Close, i, StringComparison.Ordinal);
                int number = int.Parse(pattern.AsSpan(i + Open.Length, end - i - Open.Length), CultureInfo.InvariantCulture);
                const int UuidLength = 36;
                if (text.Length < at + UuidLength || !IsUuid(number, text.Substring(at, UuidLength)))
                {
                    return false;
                }

                at += UuidLength;
                i = end + Close.Length;
            }
            else if (at >= text.Length || text[at++] != pattern[i++])
            {
                return false;
            }
        }

        return at == text.Length;
    }
}
