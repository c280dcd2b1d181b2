namespace Workflows.CodeFirst.Cli;

/// <summary>Turns what can go wrong with a user's input into a message on the error stream and an exit code.</summary>
internal static class Guard
{
    public static int Run(Func<int> command)
    {
        try
        {
            return command();
        }
        catch (Exception problem) when (problem is InputException or WorkflowException)
        {
            Console.Error.WriteLine(problem.Message);
            return ExitCodes.WrongInput;
        }
    }
}
