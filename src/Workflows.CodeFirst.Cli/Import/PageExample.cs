using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.CodeFirst.Cli.Import;

/// <summary>Reads the example of a step that ends the description of a version.</summary>
internal static class PageExample
{
    private const string Heading = "Example JSON definition of step";

    /// <summary>The line of the heading; the example follows it.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public static int Find(PageText page, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            if (page[i].TrimStart('#', '*', ' ').StartsWith(Heading, StringComparison.Ordinal))
            {
                return i;
            }
        }

        throw page.Wrong(end - 1, $"The page breaks off: '{Heading} …' should follow.");
    }

    /// <summary>The example, and the line after it.</summary>
    /// <exception cref="InputException">It is no JSON, or breaks off.</exception>
    public static (JsonObject Step, int Next) Read(PageText page, int heading)
    {
        int start = heading + 1;
        while (start < page.Count && !page[start].StartsWith('{'))
        {
            start++;
        }

        if (start == page.Count)
        {
            throw page.Wrong(heading, "The page breaks off: the example should follow, a JSON object.");
        }

        byte[] rest = Encoding.UTF8.GetBytes(page.Join(start, page.Count));
        var reader = new Utf8JsonReader(rest);
        try
        {
            var step = JsonNode.Parse(ref reader)!.AsObject();
            int lines = rest.AsSpan(0, (int)reader.BytesConsumed).Count((byte)'\n');
            return (step, start + lines + 1);
        }
        catch (JsonException problem)
        {
            throw page.Wrong(start + (int)(problem.LineNumber ?? 0), "The example is no complete JSON object: " + JsonProblem.Explain(problem));
        }
    }
}
