using System.CommandLine;

namespace Workflows.CodeFirst.Cli.Commands;

/// <summary>Draws a workflow: <c>workflows graph FILE [--format mermaid|dot|svg]</c>.</summary>
internal static class GraphCommand
{
    private const string Mermaid = "mermaid";
    private const string Dot = "dot";
    private const string Svg = "svg";

    public static Command Create()
    {
        var file = WorkflowFile.Argument();
        var format = new Option<string>("--format", "-f") { Description = "mermaid (the default), dot for Graphviz, or svg.", DefaultValueFactory = _ => Mermaid };
        format.AcceptOnlyFromAmong(Mermaid, Dot, Svg);
        var command = new Command("graph", "Draw a workflow as a graph.") { file, format };
        command.SetAction(result => Guard.Run(() => Draw(result.GetRequiredValue(file), result.GetRequiredValue(format))));
        return command;
    }

    private static int Draw(FileInfo file, string format)
    {
        var workflow = WorkflowFile.Parse(file);
        Console.Write(format switch
        {
            Dot => WorkflowDiagram.Dot(workflow),
            Svg => WorkflowDiagram.Svg(workflow),
            _ => WorkflowDiagram.Mermaid(workflow),
        });
        return ExitCodes.Done;
    }
}
