using System.CommandLine;

namespace Workflows.CodeFirst.Cli.Commands;

/// <summary>Writes a workflow as C#: <c>workflows codegen FILE [--namespace N] [--class NAME] [--prune]</c>.</summary>
internal static class CodegenCommand
{
    public static Command Create()
    {
        var file = WorkflowFile.Argument();
        var space = new Option<string?>("--namespace", "-n") { Description = "The namespace of the class." };
        var name = new Option<string?>("--class") { Description = "The name of the class; made of the workflow's name by default." };
        var prune = new Option<bool>("--prune") { Description = "Leave out steps that nothing comes of." };
        var command = new Command("codegen", "Write C# source that builds the same workflow.") { file, space, name, prune };
        command.SetAction(result => Guard.Run(() => Write(result.GetRequiredValue(file), new()
        {
            Namespace = result.GetValue(space),
            ClassName = result.GetValue(name),
            PruneDeadBranches = result.GetValue(prune),
        })));
        return command;
    }

    private static int Write(FileInfo file, WorkflowSourceOptions options)
    {
        var workflow = WorkflowFile.Parse(file);
        try
        {
            Console.Write(WorkflowSource.Write(workflow, options));
            return ExitCodes.Done;
        }
        catch (ArgumentException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return ExitCodes.WrongCommandLine;
        }
        catch (NotSupportedException problem)
        {
            throw new InputException(problem.Message);
        }
    }
}
