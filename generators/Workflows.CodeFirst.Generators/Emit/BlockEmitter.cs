using System.Linq;
using Microsoft.CodeAnalysis.Text;
using Workflows.CodeFirst.Generators.Collections;
using Workflows.CodeFirst.Generators.Manifests;
using Workflows.CodeFirst.Generators.Manifests.Model;

namespace Workflows.CodeFirst.Generators.Emit;

/// <summary>Writes the file of one block version: the builder, its facts, and what its implementation is written against.</summary>
internal static class BlockEmitter
{
    public static SourceText Emit(VersionModel version, Vocabulary vocabulary, string ns) => SourceWriter.File(ns, Emitted.BlockUsings, writer =>
    {
        writer.Summary(Text.Xml(Text.Sentence(version.Summary)));
        writer.Line($"/// <remarks>Version {Text.Literal(version.Version)} of {Text.Xml(version.Family)}: {Text.Code(version.Type)} in workflows.</remarks>");
        writer.GeneratedCode();
        if (version.Deprecation is { } deprecation)
        {
            writer.Line($"[Obsolete({Text.Literal(deprecation)}, DiagnosticId = \"{Emitted.DeprecatedBlock}\")]");
        }

        writer.Block($"public sealed partial class {version.ClassName} : Step", () =>
        {
            BuilderEmitter.Write(writer, version, vocabulary);
            writer.Line();
            FactsEmitter.Write(writer, version, ns);
            writer.Line();
            ArgumentsEmitter.Write(writer, version, vocabulary);
            if (!version.ControlsFlow)
            {
                writer.Line();
                ResultsEmitter.Write(writer, version, vocabulary);
            }
        });

        // Only a block outside the library can have an output whose set of kinds has no name of its own.
        foreach (var output in version.Outputs.Where(output => vocabulary.IdentifierOf(output.Kinds) is null))
        {
            writer.Line();
            writer.Summary($"The kinds of <see cref=\"{version.ClassName}.{Emitted.OutputMember(output.Identifier, version.ClassName)}\"/>: {Text.Kinds(output.Kinds)}.");
            KindsEmitter.WriteKind(writer, SetOf(version, output, vocabulary), vocabulary.ValueOf(output.Kinds), vocabulary.AcceptedBy(output.Kinds));
        }
    });

    /// <summary>What the kind of an output is named after.</summary>
    public static string SetOf(VersionModel version, OutputModel output, Vocabulary vocabulary) =>
        vocabulary.IdentifierOf(output.Kinds) ?? version.ClassName + output.Identifier;
}
