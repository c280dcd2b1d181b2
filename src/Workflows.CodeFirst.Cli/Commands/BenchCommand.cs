using System.CommandLine;
using System.Globalization;
using Workflows.CodeFirst.Cli.Benchmarks;

namespace Workflows.CodeFirst.Cli.Commands;

/// <summary>Measures a workflow file: <c>workflows bench FILE --models DIR --input NAME=VALUE… [--runs N] [--warmup N] [--json]</c>.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        var file = WorkflowFile.Argument();
        var models = RunInputs.Models();
        var inputs = RunInputs.Assignments();
        var runs = new Option<int>("--runs") { Description = "How many runs to measure.", DefaultValueFactory = _ => 50 };
        var warmup = new Option<int>("--warmup") { Description = "How many runs to do before.", DefaultValueFactory = _ => 5 };
        var json = new Option<bool>("--json") { Description = "Write the figures as JSON." };
        runs.Validators.Add(given => RequireAtLeast(1, given));
        warmup.Validators.Add(given => RequireAtLeast(0, given));
        var command = new Command("bench", "Measure how long a workflow and its steps take, what they allocate, and how much of it is ONNX Runtime.")
        {
            file, models, inputs, runs, warmup, json,
        };
        command.SetAction((result, cancellation) => Guard.RunAsync(() => Run(
            result.GetRequiredValue(file),
            result.GetValue(models),
            result.GetValue(inputs) ?? [],
            new BenchPlan(result.GetValue(runs), result.GetValue(warmup)),
            result.GetValue(json),
            cancellation)));
        return command;
    }

    private static void RequireAtLeast(int least, System.CommandLine.Parsing.OptionResult given)
    {
        if (given.Tokens is [{ Value: var text }] && int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) && number < least)
        {
            given.AddError($"'{given.Option.Name} {text}' is less than {least}.");
        }
    }

    private static async Task<int> Run(
        FileInfo file,
        DirectoryInfo? models,
        string[] assignments,
        BenchPlan plan,
        bool asJson,
        CancellationToken cancellation)
    {
        var workflow = WorkflowFile.Parse(file);
        using var inputs = InputValues.Parse(workflow, assignments);
        using var runtime = WorkflowTool.CreateRuntime(models);
        using var app = runtime.Compile(workflow);
        var report = await Progress.Show($"Measuring {file.Name}", () => Bench.Measure(app, inputs.Load(), plan, cancellation)).ConfigureAwait(false);
        if (asJson)
        {
            JsonOutput.Write(report.WriteTo);
        }
        else
        {
            Console.Write(report.ToText(file.Name));
        }

        return ExitCodes.Done;
    }
}
