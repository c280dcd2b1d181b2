using Authoring;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Runtime.Tests.Authoring;

/// <summary>The workflows of the sample are the files beside it, which any engine reads.</summary>
public sealed class SampleWorkflowTests
{
    public static TheoryData<string, Func<Workflow>> Workflows { get; } = new()
    {
        { "zone-alert", ZoneAlert.Create },
        { "label-reader", LabelReader.Create },
    };

    [Theory]
    [MemberData(nameof(Workflows), DisableDiscoveryEnumeration = true)]
    public void The_file_is_what_the_code_writes(string name, Func<Workflow> create)
    {
        string file = File.ReadAllText(RepositoryFiles.Path("samples", "Authoring", $"{name}.workflow.json"));
        Assert.Equal(file, create().ToJson() + "\n", ignoreLineEndingDifferences: true);
        Assert.Equal(name, Workflow.Parse(file).Name);
    }
}
