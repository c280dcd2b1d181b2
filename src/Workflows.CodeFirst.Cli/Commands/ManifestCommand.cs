using System.CommandLine;
using System.Text.Json;
using Workflows.CodeFirst.Cli.Import;

namespace Workflows.CodeFirst.Cli.Commands;

/// <summary>Makes block manifests out of documentation and of running servers: <c>workflows manifest import FILE…</c>.</summary>
internal static class ManifestCommand
{
    private const string Manifests = "manifests";

    public static Command Create()
    {
        var sources = new Argument<string[]>("FILE")
        {
            Description = "The text of a block's documentation page, what an inference server answers to /workflows/blocks/describe, a folder of such files, or the address of a server.",
            Arity = ArgumentArity.OneOrMore,
        };
        var manifests = new Option<DirectoryInfo>("--manifests")
        {
            Description = "The manifests to compare with; by default the folder 'manifests'.",
            DefaultValueFactory = static _ => new DirectoryInfo(Manifests),
        };
        var output = new Option<DirectoryInfo?>("--output") { Description = "Where to write the families that it does not have yet; by default where the manifests are." };
        var json = new Option<bool>("--json") { Description = "Write the report as JSON." };
        var import = new Command("import", "Make manifests of block documentation. Manifests that exist are compared, never changed.") { sources, manifests, output, json };
        import.SetAction((result, cancellation) => Guard.RunAsync(() =>
            ImportAsync(result.GetRequiredValue(sources), result.GetRequiredValue(manifests), result.GetValue(output), result.GetValue(json), cancellation)));
        return new Command("manifest", "Work with block manifests.") { import };
    }

    private static async Task<int> ImportAsync(string[] sources, DirectoryInfo manifests, DirectoryInfo? output, bool asJson, CancellationToken cancellation)
    {
        var texts = await ImportSource.ReadAsync(sources, null, cancellation).ConfigureAwait(false);
        var families = texts.SelectMany(static text => ImportSource.Parse(text.Name, text.Text)).ToList();
        var import = ManifestImport.Make(families, manifests.ToString(), output?.ToString());
        import.Write();
        if (asJson)
        {
            JsonOutput.Write(writer => WriteJson(writer, import));
        }
        else
        {
            WriteText(import);
        }

        return ExitCodes.Done;
    }

    private static void WriteText(ManifestImport import)
    {
        foreach (var (file, _) in import.New)
        {
            Console.WriteLine($"{file}: written");
        }

        foreach (string note in import.Notes)
        {
            Console.WriteLine(note);
        }

        foreach (var difference in import.Differences)
        {
            Console.WriteLine(difference);
        }

        Console.WriteLine(
            $"{import.Families.Length} families, {import.Families.Sum(static family => family.Versions.Length)} versions: {import.New.Length} new, {import.Differences.Length} differences to manifests");
    }

    private static void WriteJson(Utf8JsonWriter writer, ManifestImport import)
    {
        writer.WriteStartObject();
        writer.WriteNumber("families", import.Families.Length);
        writer.WriteNumber("versions", import.Families.Sum(static family => family.Versions.Length));
        writer.WriteStartArray("written");
        foreach (var (file, manifest) in import.New)
        {
            writer.WriteStartObject();
            writer.WriteString("file", file);
            writer.WritePropertyName("manifest");
            manifest.WriteTo(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("notes");
        foreach (string note in import.Notes)
        {
            writer.WriteStringValue(note);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("differences");
        foreach (var difference in import.Differences)
        {
            writer.WriteStartObject();
            writer.WriteString("file", difference.File);
            writer.WriteString("type", difference.Type);
            writer.WriteString("property", difference.Property);
            writer.WriteString("what", difference.What);
            writer.WriteString("imported", difference.Imported);
            writer.WriteString("manifest", difference.Manifest);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
