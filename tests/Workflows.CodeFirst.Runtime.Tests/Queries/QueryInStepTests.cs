using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Manifests;
using Workflows.CodeFirst.Runtime.Queries;
using Workflows.CodeFirst.Runtime.Tests.Engine;

namespace Workflows.CodeFirst.Runtime.Tests.Queries;

/// <summary>Queries that fail inside of steps.</summary>
public sealed class QueryInStepTests
{
    [Fact]
    public void An_error_of_the_language_is_reported_as_it_is()
    {
        var exception = Assert.Throws<StepExecutionException>(() => Run("not a number"));
        Assert.IsType<QueryException>(exception.InnerException);
        Assert.Equal(("query", "test/to_whole"), (exception.StepName, exception.BlockType));
        Assert.Equal("InvalidInputTypeError", exception.Error.Error);
        Assert.Equal("query", exception.Error.Step);
        Assert.Equal("$[0]", exception.Error.Path);
    }

    [Fact]
    public void Any_other_failure_of_a_query_is_the_failure_of_its_step()
    {
        var exception = Assert.Throws<StepExecutionException>(() => Run("inf"));
        Assert.Equal("OverflowError", Assert.IsType<QueryException>(exception.InnerException).Error.Error);
    }

    private static void Run(string value)
    {
        using var runtime = new WorkflowRuntime();
        runtime.Blocks.Add<ToWholeBlock>();
        using var app = runtime.Compile(Workflow.Parse(
            """
            {"version": "1.3.0", "inputs": [{"type": "WorkflowParameter", "name": "value"}],
             "steps": [{"type": "test/to_whole", "name": "query", "value": "$inputs.value"}],
             "outputs": [{"type": "JsonField", "name": "number", "selector": "$steps.query.number"}]}
            """,
            BlockCatalogue.Core.With(ToWhole.Manifest)));
        app.RunBatch(new Dictionary<string, object?> { ["value"] = value });
    }

    private static class ToWhole
    {
        public static BlockManifest Manifest { get; } = TestBlocks.Manifest(
            "test/to_whole", [TestBlocks.Property("value", null, TestBlocks.AnySelector)], [new("number", ["integer"])]);

        internal readonly record struct Arguments(string Value) : IElementArguments<Arguments>
        {
            static BlockManifest IArguments<Arguments>.Manifest => Manifest;

            static ArgumentReader<Arguments> IArguments<Arguments>.Bind(ArgumentBinder binder) => new Reader(binder.Value<string>(0));

            private sealed class Reader(Source<string> value) : ArgumentReader<Arguments>
            {
                public override Arguments Read(in StepScope scope) => new(value.Read(scope));
            }
        }

        internal readonly record struct Results(long Number) : IResults<Results>
        {
            static ResultWriter<Results> IResults<Results>.Bind(ResultBinder binder) => new Writer(binder.Output<long>(0));

            private sealed class Writer(Sink<long> number) : ResultWriter<Results>
            {
                public override void Write(in StepScope scope, in Results results) => number.Write(scope, results.Number);
            }
        }
    }

    private sealed class ToWholeBlock : Block<ToWhole.Arguments, ToWhole.Results>
    {
        private static readonly CompiledOperations Operations = CompiledOperations.Compile(Query.Json("""[{"type": "ToNumber", "cast_to": "int"}]"""));

        public override ToWhole.Results Run(in ToWhole.Arguments arguments, BlockContext context) => new((long)Operations.Execute(arguments.Value)!);
    }
}
