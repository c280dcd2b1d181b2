namespace Workflows.CodeFirst.Cli.Import;

/// <summary>What stands above the type identifier of a version.</summary>
/// <param name="Summary">The first sentence; null when there is none.</param>
/// <param name="Deprecation">Why not to use the version any more; null when nothing is said.</param>
internal sealed record PageIntroduction(string? Summary, string? Deprecation)
{
    public static PageIntroduction Read(PageText page, int start, int end)
    {
        string? deprecation = null;
        string? summary = null;
        bool described = false;
        for (int i = start; i < end && summary is null; i++)
        {
            string line = page.Heading(i);
            if (line == "Deprecated" && !described)
            {
                deprecation = i + 1 < end && !IsClass(page[i + 1]) ? Sentences.Clean(page[i + 1]) : "Deprecated.";
            }
            else if (IsClass(line))
            {
                described = true;
            }
            else if (described && line.Length > 0 && !line.StartsWith("Warning:", StringComparison.Ordinal))
            {
                summary = Sentences.First(line);
            }
        }

        return new(summary, deprecation);
    }

    /// <summary>What the page says of all versions, above the first; null when that is nothing.</summary>
    public static string? DeprecationOfFamily(PageText page, int start)
    {
        for (int i = start; i < page.Count && !IsClass(page[i]); i++)
        {
            if (DocumentationPage.VersionHeading().IsMatch(page.Heading(i)))
            {
                return Read(page, start, i).Deprecation;
            }
        }

        return null;
    }

    private static bool IsClass(string line) => line.TrimStart('*', ' ').StartsWith("Class:", StringComparison.Ordinal);
}
