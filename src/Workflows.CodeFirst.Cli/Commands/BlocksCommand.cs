using System.CommandLine;
using System.Text.Json;
using Workflows.CodeFirst.Manifests;
using Workflows.CodeFirst.Runtime;

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
        using var runtime = new WorkflowRuntime();
        if (asJson)
        {
            JsonOutput.Write(writer => WriteJson(writer, runtime.Blocks));
        }
        else
        {
            foreach (var block in BlockCatalogue.Core.All)
            {
                string runs = runtime.Blocks.CanRun(block) ? "  runs locally" : "";
                Console.WriteLine($"{block.Type}  {block.ClassName}  {block.Category}{runs}{(block.Deprecation is null ? "" : "  deprecated")}");
            }
        }

        return ExitCodes.Done;
    }

    private static void WriteJson(Utf8JsonWriter writer, BlockRegistry implementations)
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
            writer.WriteBoolean("local", implementations.CanRun(block));
            writer.WriteBoolean("deprecated", block.Deprecation is not null);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
