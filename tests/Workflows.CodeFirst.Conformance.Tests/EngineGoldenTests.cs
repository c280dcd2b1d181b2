using Workflows.CodeFirst.Conformance.Engine;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Conformance.Tests;

/// <summary>Definitions and steps, judged as the reference engine judges them. One test a file of cases.</summary>
public sealed class EngineGoldenTests
{
    private static readonly string Folder = RepositoryFiles.Path("tests", "data", "golden", "engine");

    public static TheoryData<string> ValidationFiles => Files("validation");

    public static TheoryData<string> ManifestFiles => Files("manifest");

    [Theory]
    [MemberData(nameof(ValidationFiles))]
    public void Definitions_get_the_verdict_of_the_reference(string file) => Check(new ValidationSuite(), file);

    [Theory]
    [MemberData(nameof(ManifestFiles))]
    public void Steps_get_the_verdict_of_the_reference(string file) => Check(new ManifestSuite(), file);

    private static TheoryData<string> Files(string suite) =>
        [.. Directory.EnumerateFiles(Path.Combine(Folder, suite), "*.json").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    private static void Check(ISuite suite, string file)
    {
        int count = 0;
        var failures = new List<string>();
        foreach (var golden in suite.Load(new SuiteInput(Folder)).Where(golden => Path.GetFileName(golden.File) == file))
        {
            count++;
            var result = golden.Execute();
            if (result.Outcome == Outcome.Failed)
            {
                failures.Add($"{golden.Id}: {result}");
            }
        }

        Assert.True(count > 0, $"{file} has no cases.");
        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
    }
}
