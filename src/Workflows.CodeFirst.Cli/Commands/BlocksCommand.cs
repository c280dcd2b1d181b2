using System.CommandLine;
using System.Text.Json;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Cli.Commands;

/// <summary>Lists the blocks: <c>workflows blocks [--json]</c>.</summary>
internal static class BlocksCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Write the list as JSON." };
        var command = new Command("blocks", "List every version of every block.") { json };
        command.SetAction(result => Guard.Run(() => List(result.GetValue(json))));
        return command;
    }

    private static int List(bool asJson)
    {
        if (asJson)
        {
            JsonOutput.Write(WriteJson);
        }
        else
        {
            foreach (var block in BlockCatalogue.Core.All)
            {
                Console.WriteLine($"{block.Type}  {block.ClassName}  {block.Category}{(block.Deprecation is null ? "" : "  deprecated")}");
            }
        }

        return ExitCodes.Done;
    }

    private static void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var block in BlockCatalogue.Core.All)
        {
            writer.WriteStartObject();
            writer.WriteString("type", block.Type);
            writer.WriteString("class", block.ClassName);
            writer.WriteString("family", block.Family);
            writer.WriteString("version", $"v{block.Version}");
            writer.WriteString("category", block.Category);
            writer.WriteBoolean("deprecated", block.Deprecation is not null);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
