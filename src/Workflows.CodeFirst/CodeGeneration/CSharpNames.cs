using System.Text;

namespace Workflows.CodeFirst.CodeGeneration;

/// <summary>Makes C# names of the names in workflows.</summary>
internal static class CSharpNames
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal", "default",
        "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "finally", "fixed", "float", "for", "foreach", "goto",
        "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null", "object", "operator", "out",
        "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed", "short", "sizeof", "stackalloc",
        "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong", "unchecked", "unsafe", "ushort", "using",
        "virtual", "void", "volatile", "while",

        // Words that mean something in some places only: allowed as names, but confusing.
        "await", "dynamic", "field", "nameof", "var", "when", "with", "yield",
    };

    /// <summary>Whether a declaration may be called so as it stands.</summary>
    public static bool IsIdentifier(string name) =>
        name.Length > 0
        && (char.IsAsciiLetter(name[0]) || name[0] == '_')
        && name.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_')
        && !Keywords.Contains(name);

    /// <summary>What the generator calls a property: <c>model_id</c> → <c>ModelId</c>.</summary>
    public static string OfProperty(string name)
    {
        var made = new StringBuilder(name.Length);
        bool start = true;
        foreach (char c in name)
        {
            if (char.IsLetterOrDigit(c))
            {
                made.Append(start ? char.ToUpperInvariant(c) : c);
            }

            start = !char.IsLetterOrDigit(c);
        }

        return made.ToString();
    }

    /// <summary>The name of a class: <c>pose-preview</c> → <c>PosePreview</c>; <paramref name="otherwise"/> where nothing remains.</summary>
    public static string OfClass(string? name, string otherwise)
    {
        string made = Words(name ?? "");
        return made.Length == 0 || !char.IsAsciiLetter(made[0]) ? otherwise + made : made;
    }

    /// <summary>The name of a variable: <c>blur_faces</c> → <c>blurFaces</c>, <c>switch</c> → <c>switchStep</c>, <c>2nd</c> → <c>step2nd</c>.</summary>
    public static string OfVariable(string name, string what)
    {
        string made = Words(name);
        if (made.Length == 0 || !char.IsAsciiLetter(made[0]))
        {
            return what + made;
        }

        made = char.ToLowerInvariant(made[0]) + made[1..];
        return Keywords.Contains(made) ? made + char.ToUpperInvariant(what[0]) + what[1..] : made;
    }

    /// <summary>Every run of letters and digits with its first letter raised; a run of capitals is lowered behind it.</summary>
    private static string Words(string name)
    {
        var made = new StringBuilder(name.Length);
        foreach (string word in Split(name))
        {
            bool shouting = word.Length > 1 && word.All(static c => !char.IsAsciiLetterLower(c));
            made.Append(char.ToUpperInvariant(word[0])).Append(shouting ? word[1..].ToLowerInvariant() : word[1..]);
        }

        return made.ToString();
    }

    private static IEnumerable<string> Split(string name)
    {
        int start = 0;
        for (int i = 0; i <= name.Length; i++)
        {
            if (i == name.Length || !char.IsAsciiLetterOrDigit(name[i]))
            {
                if (i > start)
                {
                    yield return name[start..i];
                }

                start = i + 1;
            }
        }
    }
}
