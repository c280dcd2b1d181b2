using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Workflows.CodeFirst.Generators.Manifests.Parsing;

/// <summary>Makes C# names of the names in manifests.</summary>
internal static class Identifiers
{
    /// <summary><c>model_id</c> → <c>ModelId</c>.</summary>
    public static string Pascal(string name)
    {
        var made = new StringBuilder(name.Length);
        bool start = true;
        foreach (char c in name)
        {
            if (!char.IsLetterOrDigit(c))
            {
                start = true;
                continue;
            }

            made.Append(start ? char.ToUpperInvariant(c) : c);
            start = false;
        }

        return made.ToString();
    }

    /// <summary><c>ModelId</c> → <c>modelId</c>, and <c>Switch</c> → <c>@switch</c>.</summary>
    public static string Camel(string pascal)
    {
        string made = char.ToLowerInvariant(pascal[0]) + pascal.Substring(1);
        return IsKeyword(made) ? "@" + made : made;
    }

    /// <summary>
    /// The name of a value of an enumeration: its words, the runs of letters and digits. A word of capital letters only is lowered but for its
    /// first letter, any other has its first letter raised, and an underscore keeps two digits apart: <c>CENTER_OF_MASS</c> →
    /// <c>CenterOfMass</c>, <c>RN101</c> → <c>RN101</c>, <c>gpt-5.4-mini</c> → <c>Gpt5_4Mini</c>.
    /// </summary>
    public static string OfValue(string text)
    {
        var made = new StringBuilder(text.Length);
        int position = 0;
        while (position < text.Length)
        {
            int start = position;
            bool capitals = true;
            while (position < text.Length && char.IsLetterOrDigit(text[position]))
            {
                capitals &= char.IsUpper(text[position++]);
            }

            if (position > start)
            {
                string word = text.Substring(start, position - start);
                if (made.Length > 0 && char.IsDigit(made[made.Length - 1]) && char.IsDigit(word[0]))
                {
                    made.Append('_');
                }

                made.Append(char.ToUpperInvariant(word[0])).Append(capitals ? word.Substring(1).ToLowerInvariant() : word.Substring(1));
            }

            position++;
        }

        return made.ToString();
    }

    /// <summary>Whether a declaration may be called so as it stands.</summary>
    public static bool IsValid(string name) => SyntaxFacts.IsValidIdentifier(name) && !IsKeyword(name);

    /// <summary>A namespace that C# accepts, made of a project's root namespace, which may hold anything that a file name may.</summary>
    public static string Namespace(string name)
    {
        string[] parts = name.Split('.');
        for (int i = 0; i < parts.Length; i++)
        {
            var part = new StringBuilder();
            foreach (char c in parts[i])
            {
                part.Append(SyntaxFacts.IsIdentifierPartCharacter(c) ? c : '_');
            }

            if (part.Length == 0 || !SyntaxFacts.IsIdentifierStartCharacter(part[0]))
            {
                part.Insert(0, '_');
            }

            parts[i] = IsKeyword(part.ToString()) ? "@" + part : part.ToString();
        }

        return string.Join(".", parts);
    }

    private static bool IsKeyword(string name) => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None;
}
