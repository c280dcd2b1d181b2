using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Workflows.CodeFirst.Cli.Import;

/// <summary>Reads the documentation page of a family of blocks.</summary>
/// <remarks>
/// A page states names, types, kinds, outputs and deprecation. It does not state defaults, ranges, which properties are required, enumerations,
/// other names, or how batches are dealt with.
/// </remarks>
internal static partial class DocumentationPage
{
    private const string TypeHeading = "Type identifier";

    /// <exception cref="InputException">The text is no page of a block, or breaks off; the message has file and line.</exception>
    public static ImportedFamily Read(string source, string text)
    {
        var page = new PageText(source, text);
        int first = 0;
        while (first < page.Count && page.Heading(first).Length == 0)
        {
            first++;
        }

        if (first == page.Count || page.Find(TypeHeading, first, page.Count) < 0)
        {
            throw page.Wrong(0, $"This is no documentation page of a block: it has no section '{TypeHeading}'.");
        }

        string title = page.Heading(first);
        var versions = new List<ImportedVersion>();
        int next = first + 1;
        string? deprecation = PageIntroduction.DeprecationOfFamily(page, next);
        for (int heading = page.Find(TypeHeading, next, page.Count); heading >= 0; heading = page.Find(TypeHeading, next, page.Count))
        {
            versions.Add(ReadVersion(page, title, next, heading, deprecation, isFirst: versions.Count == 0, out next));
            if (versions[..^1].Find(version => version.Version == versions[^1].Version) is { } twin)
            {
                throw page.Wrong(heading, $"'{versions[^1].Type}' and '{twin.Type}' are both version {twin.Version}.");
            }
        }

        RefuseRest(page, next, versions.Count);
        return new ImportedFamily(title, [.. versions.OrderBy(static version => version.Version)]);
    }

    // Text after the last example that looks like the beginning of another version means that the page was cut off.
    private static void RefuseRest(PageText page, int start, int versions)
    {
        for (int i = start; i < page.Count; i++)
        {
            if (VersionHeading().IsMatch(page.Heading(i)) || page[i].StartsWith("Class: ", StringComparison.Ordinal))
            {
                throw page.Wrong(i, $"The page breaks off: this version has no section '{TypeHeading}'.");
            }
        }

        if (versions == 1 && page.Join(0, page.Count).Contains("(there are multiple versions of this block)", StringComparison.Ordinal))
        {
            throw page.Wrong(page.Count - 1, "The page breaks off: it announces several versions, and has one.");
        }
    }

    private static ImportedVersion ReadVersion(PageText page, string family, int start, int heading, string? deprecation, bool isFirst, out int next)
    {
        int line = heading + 1;
        while (line < page.Count && page[line].Length == 0)
        {
            line++;
        }

        var identifier = line < page.Count ? Identifier().Match(page[line]) : Match.Empty;
        if (!identifier.Success)
        {
            throw page.Wrong(line, "The type identifier should stand here: 'Use the following identifier in step \"type\" field: … to add the block'.");
        }

        string type = identifier.Groups["type"].Value;
        int following = page.Find(TypeHeading, line, page.Count);
        int end = following < 0 ? page.Count : following;
        int table = page.Find("Properties", line, end);
        if (table < 0)
        {
            throw page.Wrong(end - 1, "The page breaks off: the section 'Properties' should follow.");
        }

        var rows = PageTable.Read(page, table, end);
        int exampleHeading = PageExample.Find(page, table, end);
        var (inputs, outputs) = PageBindings.Read(page, table, exampleHeading);
        var (example, after) = PageExample.Read(page, exampleHeading);
        if ((string?)(example["type"] as JsonValue) != type)
        {
            throw page.Wrong(exampleHeading, $"The example is of the type {CompactJson.OneLine(example["type"])}, the version of '{type}': text is missing between them.");
        }

        next = after;
        var introduction = PageIntroduction.Read(page, start, heading);
        introduction = introduction with { Deprecation = introduction.Deprecation ?? deprecation };
        var version = Make(page, family, type, introduction, rows, inputs, outputs, example);

        // Nothing is said of an older version that has been deprecated by itself.
        return isFirst || introduction.Deprecation is not null ? version with { States = version.States.Add(Deprecated(introduction)) } : version;
    }

    private static ImportedVersion Make(
        PageText page,
        string family,
        string type,
        PageIntroduction introduction,
        IReadOnlyList<PageRow> rows,
        IReadOnlyList<PageBinding> inputs,
        IReadOnlyList<PageBinding> outputs,
        JsonObject example)
    {
        var facts = new JsonObject();
        if (introduction.Deprecation is { } deprecation)
        {
            facts["deprecated"] = deprecation;
        }

        // The example has the properties in their order, those that only take selectors included.
        var names = example.Select(static member => member.Key).Where(static name => name is not ("name" or "type")).ToList();
        names.AddRange(rows.Select(static row => row.Name).Where(name => name != "name" && !names.Contains(name)));
        var properties = names.Select(name => PageProperty.Make(
            page,
            name,
            rows.FirstOrDefault(row => row.Name == name),
            inputs.FirstOrDefault(binding => binding.Name == name),
            example[name]));
        var imported = new ImportedVersion(
            type,
            VersionOf(type),
            introduction.Summary ?? $"{family}.",
            null,
            facts,
            [.. properties],
            [.. outputs.Select(static output => new ImportedOutput(output.Name, output.Kinds, Sentences.First(output.Description) ?? "Not described."))]);
        return imported with
        {
            States =
            [
                new("family", family, static manifest => (string)manifest["family"]!),
                .. ManifestTexts.Outputs(imported.Outputs),
            ],
        };
    }

    private static Statement Deprecated(PageIntroduction introduction) =>
        new("deprecated", introduction.Deprecation is null ? "no" : "yes", static manifest => manifest.ContainsKey("deprecated") ? "yes" : "no");

    /// <summary>The number at the end of a type identifier; 1 where there is none.</summary>
    public static int VersionOf(string type) =>
        TypeVersion().Match(type) is { Success: true } version && int.TryParse(version.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : 1;

    [GeneratedRegex(@"@v(\d+)$")]
    private static partial Regex TypeVersion();

    [GeneratedRegex(@"^v\d+$")]
    internal static partial Regex VersionHeading();

    [GeneratedRegex(@"identifier in step ""type"" field:\s*`?(?<type>\S+?)`?\s*to add the block")]
    private static partial Regex Identifier();
}
