using Workflows.CodeFirst.Onnx;
using Workflows.CodeFirst.Runtime;

namespace Workflows.CodeFirst.Cli;

/// <summary>Turns what can go wrong with a user's input into a message on the error stream and an exit code.</summary>
internal static class Guard
{
    public static int Run(Func<int> command) => RunAsync(() => Task.FromResult(command())).GetAwaiter().GetResult();

    public static async Task<int> RunAsync(Func<Task<int>> command)
    {
        try
        {
            return await command().ConfigureAwait(false);
        }
        catch (Exception problem) when (IsInputProblem(problem))
        {
            await Console.Error.WriteLineAsync(problem.Message).ConfigureAwait(false);
            return ExitCodes.WrongInput;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Cancelled.").ConfigureAwait(false);
            return ExitCodes.WrongInput;
        }
    }

    private static bool IsInputProblem(Exception problem) => problem
        is InputException
        or WorkflowException
        or WorkflowRunException
        or ModelPackageException
        or ModelInputException
        or ModelOutputException
        or OnnxRuntimeException
        or IOException
        or UnauthorizedAccessException;
}
