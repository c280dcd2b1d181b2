using Spectre.Console;

namespace Workflows.CodeFirst.Cli;

/// <summary>Shows on the error stream that work goes on, when there is more than a second of it and somebody is looking.</summary>
internal static class Progress
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static async Task<T> Show<T>(string title, Func<T> work)
    {
        var running = Task.Run(work);
        if (Console.IsErrorRedirected || await Task.WhenAny(running, Task.Delay(Patience)).ConfigureAwait(false) == running)
        {
            return await running.ConfigureAwait(false);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new ElapsedTimeColumn())
            .StartAsync(async progress =>
            {
                progress.AddTask(title).IsIndeterminate = true;
                return await running.ConfigureAwait(false);
            })
            .ConfigureAwait(false);
    }
}
