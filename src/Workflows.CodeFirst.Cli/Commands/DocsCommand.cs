using System.CommandLine;
using Workflows.CodeFirst.Cli.Import;
using Workflows.CodeFirst.Cli.Reference;
using Workflows.CodeFirst.Manifests;
using Workflows.CodeFirst.Runtime;

namespace Workflows.CodeFirst.Cli.Commands;

/// <summary>Writes the reference pages of the blocks and the JSON schema of workflow files: <c>workflows docs DIR</c>.</summary>
internal static class DocsCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "Where to write: blocks/*.md and workflow.schema.json." };
        var command = new Command("docs", "Write the reference pages of the blocks, and the JSON schema of workflow files.") { folder };
        command.SetAction(result => Guard.Run(() => Write(result.GetRequiredValue(folder))));
        return command;
    }

    private static int Write(DirectoryInfo folder)
    {
        using var runtime = new WorkflowRuntime();
        int count = 0;
        foreach (var (path, text) in ReferencePages.All(BlockCatalogue.Core, runtime.Blocks))
        {
            AtomicFile.Write(Path.Combine(folder.FullName, path), text, replace: true);
            count++;
        }

        Console.WriteLine($"{count} files written to {folder}");
        return ExitCodes.Done;
    }
}
