using FsCheck;
using FsCheck.Fluent;

namespace Workflows.CodeFirst.Runtime.Tests.Fuzzing;

/// <summary>Whatever a definition is: it is read and compiled, or refused with errors that say where and why.</summary>
public sealed class RandomDefinitionTests
{
    [Fact]
    public void Definitions_of_all_blocks_never_crash() => Check(definition => definition.Make(0));

    [Fact]
    public void Broken_definitions_never_crash() => Check(definition => definition.Make(3));

    [Fact]
    public void Cut_texts_never_crash() => Check(definition =>
    {
        string text = definition.Make(1);
        return text[..(text.Length * 2 / 3)];
    });

    [Fact]
    public void Valid_definitions_are_common_and_keep_their_meaning()
    {
        int valid = 0;
        for (int seed = 0; seed < 500; seed++)
        {
            if (TryParse(new RandomDefinitions(seed).Make(0)) is { } workflow)
            {
                valid++;
                string json = workflow.ToJson();
                Assert.Equal(json, Workflow.Parse(json).ToJson());
            }
        }

        Assert.True(valid > 50, $"Only {valid} definitions were valid.");
    }

    private static void Check(Func<RandomDefinitions, string> make) => Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
    {
        using var runtime = new WorkflowRuntime();
        if (TryParse(make(new RandomDefinitions(seed))) is { } workflow)
        {
            try
            {
                runtime.Compile(workflow).Dispose();
            }
            catch (WorkflowException e)
            {
                CheckErrors(e);
            }
        }
    }).Check(Config.QuickThrowOnFailure.WithReplay(2026, 1).WithMaxTest(400));

    private static Workflow? TryParse(string json)
    {
        try
        {
            return Workflow.Parse(json);
        }
        catch (WorkflowException e)
        {
            CheckErrors(e);
            return null;
        }
    }

    private static void CheckErrors(WorkflowException e)
    {
        Assert.NotEmpty(e.Errors);
        Assert.All(e.Errors, error =>
        {
            Assert.NotEmpty(error.Code);
            Assert.NotEmpty(error.Error);
            Assert.NotEmpty(error.Message);
            Assert.True(error.Path is not null || error.Step is not null, $"'{error}' does not say where.");
        });
    }
}
