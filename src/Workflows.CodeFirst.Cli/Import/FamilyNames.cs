using System.Text;

namespace Workflows.CodeFirst.Cli.Import;

/// <summary>The names that a new family gets.</summary>
internal static class FamilyNames
{
    private const string Model = " Model";

    /// <summary>The C# name: the words of the title, without "Model" at its end; of the type identifier where that name is taken.</summary>
    public static string Class(ImportedFamily family, IReadOnlySet<string> taken)
    {
        string title = family.Title.EndsWith(Model, StringComparison.Ordinal) ? family.Title[..^Model.Length] : family.Title;
        string name = Pascal(title);
        return name.Length > 0 && !taken.Contains(name) ? name : Pascal(Local(family));
    }

    /// <summary>The name of the file, without its ending: <c>DynamicCrop</c> → <c>dynamic_crop</c>.</summary>
    public static string File(string className)
    {
        var made = new StringBuilder();
        for (int i = 0; i < className.Length; i++)
        {
            bool word = i > 0 && char.IsUpper(className[i]) && !(char.IsUpper(className[i - 1]) && (i + 1 == className.Length || char.IsUpper(className[i + 1])));
            made.Append(word ? "_" : "").Append(char.ToLowerInvariant(className[i]));
        }

        return made.ToString();
    }

    private static string Local(ImportedFamily family) => family.Versions[0].Type.Split('/')[^1].Split('@')[0];

    private static string Pascal(string text)
    {
        var made = new StringBuilder();
        bool start = true;
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                start = true;
            }
            else if (made.Length > 0 || !char.IsAsciiDigit(c))
            {
                made.Append(start ? char.ToUpperInvariant(c) : c);
                start = false;
            }
        }

        return made.ToString();
    }
}
