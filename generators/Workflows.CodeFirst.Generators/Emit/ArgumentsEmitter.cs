using System.Collections.Generic;
using System.Linq;
using Workflows.CodeFirst.Generators.Manifests;
using Workflows.CodeFirst.Generators.Manifests.Model;
using Workflows.CodeFirst.Generators.Manifests.Parsing;

namespace Workflows.CodeFirst.Generators.Emit;

/// <summary>Writes the typed arguments of a block's implementation and what reads them from a running workflow.</summary>
internal static class ArgumentsEmitter
{
    public static void Write(SourceWriter writer, VersionModel version, Vocabulary vocabulary)
    {
        var types = new ClrTypes(version, vocabulary);
        var arguments = version.Properties.Select((property, i) => new Argument(property, types.Of(property, i))).ToList();
        bool batches = version.Batch.AcceptsBatches && version.Batch.OutputOffset == 0 && !version.ControlsFlow;
        string contract = batches ? "IBatchArguments<Arguments>" : "IElementArguments<Arguments>";

        writer.Summary($"The arguments of one call of the implementation: {(batches ? "once with whole batches" : "once an element")}.");
        foreach (var argument in Ordered(arguments))
        {
            writer.Line($"/// <param name=\"{argument.Parameter.TrimStart('@')}\">{Text.Xml(Text.Sentence(argument.Property.Description))}</param>");
        }

        WriteHeader(writer, "Arguments", contract, Ordered(arguments).Select(static argument => argument.Declaration).ToList());
        writer.Braces(() =>
        {
            foreach (var argument in arguments)
            {
                writer.Summary(Text.Xml(Text.Sentence(argument.Property.Description)));
                writer.Line($"public {argument.Type.Type} {argument.Member} {{ get; }} = {argument.Parameter};");
                writer.Line();
            }

            writer.Line("static BlockManifest IArguments<Arguments>.Manifest => Facts;");
            writer.Line();
            writer.Line($"static ArgumentReader<Arguments> IArguments<Arguments>.Bind(ArgumentBinder binder) => new ArgumentsReader({(arguments.Count == 0 ? "" : "binder")});");
        });
        writer.Line();
        WriteReader(writer, arguments);
    }

    /// <summary>A struct with a primary constructor, one parameter a line where there are several.</summary>
    public static void WriteHeader(SourceWriter writer, string name, string contract, List<string> parameters)
    {
        if (parameters.Count == 0)
        {
            writer.Line($"public readonly struct {name} : {contract}");
            return;
        }

        writer.Line($"public readonly struct {name}(");
        writer.Indented(() =>
        {
            for (int i = 0; i < parameters.Count; i++)
            {
                writer.Line(parameters[i] + (i < parameters.Count - 1 ? "," : ")"));
            }

            writer.Line($": {contract}");
        });
    }

    private static void WriteReader(SourceWriter writer, List<Argument> arguments)
    {
        if (arguments.Count == 0)
        {
            writer.Block("private sealed class ArgumentsReader : ArgumentReader<Arguments>", () =>
                writer.Line("public override Arguments Read(in StepScope scope) => default;"));
            return;
        }

        writer.Block("private sealed class ArgumentsReader(ArgumentBinder binder) : ArgumentReader<Arguments>", () =>
        {
            foreach (var argument in arguments)
            {
                writer.Line($"private readonly Source<{argument.Type.Source}> {argument.Parameter} = binder.{argument.Type.Binding};");
            }

            writer.Line();
            writer.Line("public override Arguments Read(in StepScope scope) => new(");
            writer.Indented(() =>
            {
                var ordered = Ordered(arguments).ToList();
                for (int i = 0; i < ordered.Count; i++)
                {
                    writer.Line($"{(ordered[i].Parameter == "scope" ? "this." : "")}{ordered[i].Parameter}.Read(scope){(i < ordered.Count - 1 ? "," : ");")}");
                }
            });
        });
    }

    // Parameters with a constant default come last, so that a test of a block states only what it is about.
    private static IEnumerable<Argument> Ordered(IEnumerable<Argument> arguments) => arguments.OrderBy(static argument => argument.Type.Default is null ? 0 : 1);

    private sealed record Argument(PropertyModel Property, ArgumentType Type)
    {
        public string Member { get; } = Emitted.StructMember(Property.Identifier);

        public string Parameter { get; } = Identifiers.Camel(Property.Identifier) is "binder" ? "binderValue" : Identifiers.Camel(Property.Identifier);

        public string Declaration => $"{Type.Type} {Parameter}{(Type.Default is { } value ? $" = {value}" : "")}";
    }
}
