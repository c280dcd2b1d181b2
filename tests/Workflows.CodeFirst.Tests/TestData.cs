namespace Workflows.CodeFirst.Tests;

/// <summary>Finds the committed test data.</summary>
internal static class TestData
{
    public static string Path(string relative) => System.IO.Path.Combine(AppContext.BaseDirectory, "data", relative);
}
