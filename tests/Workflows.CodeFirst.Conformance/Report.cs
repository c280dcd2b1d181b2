using System.Text.Json;

namespace Workflows.CodeFirst.Conformance;

/// <summary>The results as a JSON file, complete or not at all.</summary>
internal static class Report
{
    public static void Write(string file, string suite, Summary summary, IReadOnlyList<CaseRun> runs)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new() { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("suite", suite);
            writer.WriteNumber("passed", summary.Passed);
            writer.WriteNumber("failed", summary.Failed);
            writer.WriteNumber("skipped", summary.Skipped);
            writer.WriteStartArray("cases");
            foreach (var run in runs)
            {
                WriteCase(writer, run);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        File.WriteAllBytes(file, buffer.ToArray());
    }

    private static void WriteCase(Utf8JsonWriter writer, CaseRun run)
    {
        writer.WriteStartObject();
        writer.WriteString("id", run.Case.Id);
        writer.WriteString("file", Path.GetFileName(run.Case.File));
        writer.WriteString("outcome", run.Result.Outcome switch
        {
            Outcome.Passed => "passed",
            Outcome.Failed => "failed",
            _ => "skipped",
        });
        if (run.Result.Reason.Length > 0)
        {
            writer.WriteString("reason", run.Result.Reason);
        }

        if (run.Result.Differences.Count > 0)
        {
            writer.WriteStartArray("differences");
            foreach (var difference in run.Result.Differences)
            {
                writer.WriteStartObject();
                writer.WriteString("path", difference.Path);
                writer.WriteString("expected", difference.Expected);
                writer.WriteString("actual", difference.Actual);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
