using System.CommandLine;
using Workflows.CodeFirst.Cli;
using Workflows.CodeFirst.Cli.Commands;

var root = new RootCommand("Author, check and run computer-vision workflows.")
{
    BlocksCommand.Create(),
    ValidateCommand.Create(),
    RunCommand.Create(),
    BenchCommand.Create(),
    GraphCommand.Create(),
    CodegenCommand.Create(),
    ManifestCommand.Create(),
    DocsCommand.Create(),
};

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        Console.Error.WriteLine(error.Message);
    }

    Console.Error.WriteLine("Try 'workflows --help'.");
    return ExitCodes.WrongCommandLine;
}

using var cancellation = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    // The first Ctrl+C ends the run in order, the second one at once.
    pressed.Cancel = !cancellation.IsCancellationRequested;
    cancellation.Cancel();
};
return await parsed.InvokeAsync(cancellationToken: cancellation.Token).ConfigureAwait(false);
