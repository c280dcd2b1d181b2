namespace Workflows.CodeFirst.Cli;

/// <summary>What the process returns.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>The input is wrong; why stands on the error stream.</summary>
    public const int WrongInput = 1;

    public const int WrongCommandLine = 2;
}
