using System.Text.Json.Nodes;

namespace Workflows.CodeFirst.Cli.Reference;

/// <summary>Writes an example workflow as the C# statements that build it.</summary>
internal static class CSharpExample
{
    private const string Start = "    {\n";
    private const string End = "\n    }";
    private const string Indent = "        ";

    /// <summary>The statements; the last one declares <c>workflow</c>.</summary>
    public static string Of(JsonObject example)
    {
        string source = WorkflowSource.Write(Workflow.Parse(example.ToJsonString())).ReplaceLineEndings("\n");
        int start = source.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        int end = source.LastIndexOf(End, StringComparison.Ordinal);
        var lines = source[start..end].Split('\n').Select(static line => line.StartsWith(Indent, StringComparison.Ordinal) ? line[Indent.Length..] : line);

        // Steps stand close together: an example is short.
        var statements = lines.Where(static line => line.Length > 0).Select(static line => line.StartsWith("return ", StringComparison.Ordinal) ? "var workflow = " + line["return ".Length..] : line);
        return string.Join('\n', statements);
    }
}
