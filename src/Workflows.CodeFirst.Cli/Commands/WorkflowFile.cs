using System.CommandLine;

namespace Workflows.CodeFirst.Cli.Commands;

/// <summary>The argument of the commands that read a workflow.</summary>
internal static class WorkflowFile
{
    public static Argument<FileInfo> Argument() => new("FILE") { Description = "The workflow, as JSON." };

    /// <exception cref="InputException">The file cannot be read.</exception>
    public static byte[] Read(FileInfo file)
    {
        try
        {
            return File.ReadAllBytes(file.FullName);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"Cannot read the workflow '{file}': {problem.Message}");
        }
    }

    /// <exception cref="WorkflowException">The file is no valid workflow.</exception>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public static Workflow Parse(FileInfo file) => Workflow.Parse(Read(file));
}
