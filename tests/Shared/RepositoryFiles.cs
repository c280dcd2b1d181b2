namespace Workflows.CodeFirst.TestSupport;

/// <summary>Files of the repository, found by walking up from where the tests run.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = FindRoot();

    public static string Path(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Workflows.CodeFirst.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Workflows.CodeFirst.sln above {AppContext.BaseDirectory}.");
    }
}
