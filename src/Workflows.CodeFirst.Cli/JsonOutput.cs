using System.Text.Encodings.Web;
using System.Text.Json;

namespace Workflows.CodeFirst.Cli;

/// <summary>Writes JSON to the standard output.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Action<Utf8JsonWriter> write, bool indented = true)
    {
        using var output = Console.OpenStandardOutput();
        using (var writer = new Utf8JsonWriter(output, Options with { Indented = indented }))
        {
            write(writer);
        }

        output.Write("\n"u8);
    }
}
