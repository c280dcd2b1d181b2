using System.CommandLine;
using Workflows.CodeFirst.Runtime;

namespace Workflows.CodeFirst.Cli.Commands;

/// <summary>Runs a workflow file: <c>workflows run FILE --models DIR --input NAME=VALUE… [--output DIR] [--json] [--trace FILE]</c>.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var file = WorkflowFile.Argument();
        var models = RunInputs.Models();
        var inputs = RunInputs.Assignments();
        var output = new Option<DirectoryInfo?>("--output", "-o") { Description = "A folder for the images among the results." };
        var json = new Option<bool>("--json") { Description = "Write the results without indentation." };
        var trace = new Option<FileInfo?>("--trace") { Description = "A file for a trace of the run, for chrome://tracing or Perfetto." };
        var command = new Command("run", "Run a workflow and write its results as JSON.") { file, models, inputs, output, json, trace };
        command.SetAction((result, cancellation) => Guard.RunAsync(() => Run(
            result.GetRequiredValue(file),
            result.GetValue(models),
            result.GetValue(inputs) ?? [],
            result.GetValue(output),
            result.GetValue(json),
            result.GetValue(trace),
            cancellation)));
        return command;
    }

    private static async Task<int> Run(
        FileInfo file,
        DirectoryInfo? models,
        string[] assignments,
        DirectoryInfo? output,
        bool compact,
        FileInfo? traceFile,
        CancellationToken cancellation)
    {
        var workflow = WorkflowFile.Parse(file);
        using var inputs = InputValues.Parse(workflow, assignments);
        using var runtime = WorkflowTool.CreateRuntime(models);
        using var app = runtime.Compile(workflow);

        var results = await Progress.Show(
            $"Running {file.Name}",
            () => Traced(traceFile, () => app.RunBatch(inputs.Load(), new RunOptions { Cancellation = cancellation }))).ConfigureAwait(false);

        if (output is not null)
        {
            ResultImages.Save(results, output, inputs.ImageNames);
        }

        JsonOutput.Write(
            writer =>
            {
                writer.WriteStartArray();
                foreach (var result in results)
                {
                    result.WriteTo(writer);
                }

                writer.WriteEndArray();
            },
            indented: !compact);
        return ExitCodes.Done;
    }

    /// <summary>Writes a trace of what is done, also when it fails: then it shows how far it came.</summary>
    private static T Traced<T>(FileInfo? file, Func<T> work)
    {
        if (file is null)
        {
            return work();
        }

        using var trace = new ChromeTrace();
        try
        {
            return work();
        }
        finally
        {
            trace.Save(file.FullName);
        }
    }
}
