using System.Collections.Generic;
using System.Linq;
using Workflows.CodeFirst.Generators.Manifests;
using Workflows.CodeFirst.Generators.Manifests.Model;
using Workflows.CodeFirst.Generators.Manifests.Parsing;

namespace Workflows.CodeFirst.Generators.Emit;

/// <summary>Writes the typed results of a block's implementation and what puts them into a running workflow.</summary>
internal static class ResultsEmitter
{
    public static void Write(SourceWriter writer, VersionModel version, Vocabulary vocabulary)
    {
        var results = new List<Result>();
        for (int i = 0; i < version.Outputs.Count; i++)
        {
            var output = version.Outputs[i];
            string description = Text.Xml(Text.Sentence(output.Description));
            if (output.Name == Vocabulary.AnyKind)
            {
                continue;
            }

            string value = Emitted.ValueType(vocabulary.ValueOf(output.Kinds));
            string type = value == "object" ? "object?" : value;
            string parameter = Identifiers.Camel(output.Identifier) is "binder" ? "binderValue" : Identifiers.Camel(output.Identifier);
            results.Add(new(Emitted.StructMember(output.Identifier), parameter, type, description, $"Output<{type}>({Text.Literal(i)})"));
        }

        if (version.DynamicOutputs is not null)
        {
            results.Add(new("Named", "named", "IReadOnlyDictionary<string, object?>", "The outputs that the configuration of the step names.", "NamedOutputs()"));
        }

        writer.Summary("The results of one element.");
        foreach (var result in results)
        {
            writer.Line($"/// <param name=\"{result.Parameter.TrimStart('@')}\">{result.Description}</param>");
        }

        ArgumentsEmitter.WriteHeader(writer, "Results", "IResults<Results>", results.Select(static result => $"{result.Type} {result.Parameter}").ToList());
        writer.Braces(() =>
        {
            foreach (var result in results)
            {
                writer.Summary(result.Description);
                writer.Line($"public {result.Type} {result.Member} {{ get; }} = {result.Parameter};");
                writer.Line();
            }

            writer.Line($"static ResultWriter<Results> IResults<Results>.Bind(ResultBinder binder) => new ResultsWriter({(results.Count == 0 ? "" : "binder")});");
        });
        writer.Line();
        WriteWriter(writer, results);
    }

    private static void WriteWriter(SourceWriter writer, List<Result> results)
    {
        writer.Block($"private sealed class ResultsWriter{(results.Count == 0 ? "" : "(ResultBinder binder)")} : ResultWriter<Results>", () =>
        {
            foreach (var result in results)
            {
                writer.Line($"private readonly Sink<{result.Type}> {result.Parameter} = binder.{result.Binding};");
            }

            if (results.Count > 0)
            {
                writer.Line();
            }

            writer.Block("public override void Write(in StepScope scope, in Results results)", () =>
            {
                foreach (var result in results)
                {
                    writer.Line($"{(result.Parameter is "scope" or "results" ? "this." : "")}{result.Parameter}.Write(scope, results.{result.Member});");
                }
            });
        });
    }

    private sealed record Result(string Member, string Parameter, string Type, string Description, string Binding);
}
