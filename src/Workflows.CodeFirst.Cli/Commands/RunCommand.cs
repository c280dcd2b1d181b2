using System.CommandLine;
using System.Globalization;
using Workflows.CodeFirst.Onnx;
using Workflows.CodeFirst.Runtime;

namespace Workflows.CodeFirst.Cli.Commands;

/// <summary>Runs a workflow file: <c>workflows run FILE --models DIR --input NAME=VALUE… [--output DIR] [--json]</c>.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var file = WorkflowFile.Argument();
        var models = new Option<DirectoryInfo?>("--models") { Description = "The folder with the model packages, by model id." };
        var inputs = new Option<string[]>("--input", "-i")
        {
            Description = "NAME=VALUE: an image file, a folder or a pattern of image files (a batch), or JSON for a parameter. May be repeated.",
            AllowMultipleArgumentsPerToken = false,
        };
        var output = new Option<DirectoryInfo?>("--output", "-o") { Description = "A folder for the images among the results." };
        var json = new Option<bool>("--json") { Description = "Write the results without indentation." };
        var command = new Command("run", "Run a workflow and write its results as JSON.") { file, models, inputs, output, json };
        inputs.Validators.Add(given =>
        {
            foreach (string text in given.GetValueOrDefault<string[]>() ?? [])
            {
                if (!InputValues.IsAssignment(text))
                {
                    given.AddError($"'--input {text}' is not of the form NAME=VALUE.");
                }
            }
        });
        command.SetAction((result, cancellation) => Guard.RunAsync(() => Run(
            result.GetRequiredValue(file),
            result.GetValue(models),
            result.GetValue(inputs) ?? [],
            result.GetValue(output),
            result.GetValue(json),
            cancellation)));
        return command;
    }

    private static async Task<int> Run(
        FileInfo file,
        DirectoryInfo? models,
        string[] assignments,
        DirectoryInfo? output,
        bool compact,
        CancellationToken cancellation)
    {
        var workflow = WorkflowFile.Parse(file);
        using var inputs = InputValues.Parse(workflow, assignments);
        using var runtime = WorkflowTool.CreateRuntime(models);
        using var app = runtime.Compile(workflow);

        var results = await Progress.Show(
            $"Running {file.Name}",
            () => app.RunBatch(inputs.Load(), new RunOptions { Cancellation = cancellation })).ConfigureAwait(false);

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
}
