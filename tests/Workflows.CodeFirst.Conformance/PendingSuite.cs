namespace Workflows.CodeFirst.Conformance;

/// <summary>A suite that nothing runs yet: each of its files is a failing case, so that nobody takes silence for success.</summary>
public sealed class PendingSuite(string name) : ISuite
{
    public string Name => name;

    public IEnumerable<ConformanceCase> Load(SuiteInput input)
    {
        if (!Directory.Exists(input.Directory))
        {
            throw new SuiteException($"There is no folder '{input.Directory}'.");
        }

        return Directory.EnumerateFiles(input.Directory, "*.json*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => new ConformanceCase(
                Path.GetRelativePath(input.Directory, file), file, () => CaseResult.Fail(new Difference("", "a run", $"the suite '{name}' is not supported"))));
    }
}
