using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using Workflows.CodeFirst.Generators.Collections;
using Workflows.CodeFirst.Generators.Manifests;
using Workflows.CodeFirst.Generators.Manifests.Model;

namespace Workflows.CodeFirst.Generators.Emit;

/// <summary>
/// Writes the kinds as types. Every set of kinds that a property may accept is a marker interface, and every kind and every union of kinds extends
/// the markers of the sets that it has something in common with: so that the compiler converts a selector exactly where the engine would.
/// </summary>
internal static class KindsEmitter
{
    private static readonly string[] Usings =
        ["System", "System.CodeDom.Compiler", "System.Collections.Generic", "System.Collections.Immutable", "System.ComponentModel"];

    /// <summary><c>IAccepts…</c>.</summary>
    public static SourceText AcceptedSets(Vocabulary vocabulary) => SourceWriter.File(Emitted.Library, Usings, writer =>
    {
        foreach (var kind in vocabulary.Kinds)
        {
            if (kind.Name != Vocabulary.AnyKind)
            {
                WriteMarker(writer, kind.Identifier, [kind.Name]);
            }
        }

        foreach (var union in vocabulary.Unions)
        {
            WriteMarker(writer, union.Name, union.Kinds);
        }
    });

    /// <summary><c>I…Kind</c>.</summary>
    public static SourceText Kinds(Vocabulary vocabulary) => SourceWriter.File(Emitted.Library, Usings, writer =>
    {
        foreach (var kind in vocabulary.Kinds)
        {
            writer.Summary($"{Text.Xml(Text.Sentence(kind.Description))} {Text.Code(kind.Name)} in workflows.");
            WriteKind(writer, kind.Identifier, kind.Value, vocabulary.AcceptedBy(Set(kind.Name)));
        }

        foreach (var union in vocabulary.Unions)
        {
            writer.Summary($"A value that is of one of several kinds: {Text.Kinds(union.Kinds)}.");
            WriteKind(writer, union.Name, union.Value, vocabulary.AcceptedBy(union.Kinds));
        }
    });

    /// <summary>The static properties of <c>Kind</c>.</summary>
    public static SourceText Values(Vocabulary vocabulary) => SourceWriter.File(Emitted.Library, Usings, writer =>
        writer.Block("public abstract partial class Kind", () =>
        {
            foreach (var kind in vocabulary.Kinds)
            {
                writer.Summary(Text.Xml(Text.Sentence(kind.Description)));
                string type = $"Kind<{Emitted.KindOf(kind.Identifier)}, {Emitted.ValueType(kind.Value)}>";
                writer.Line($"public static {type} {kind.Identifier} {{ get; }} = new({Text.Literal(kind.Name)});");
                writer.Line();
            }

            writer.Summary("All kinds.");
            writer.Line($"public static ImmutableArray<Kind> All {{ get; }} = [{string.Join(", ", vocabulary.Kinds.Select(static kind => kind.Identifier))}];");
            writer.Line();
            writer.Summary("The kind with a name; null when there is none.");
            writer.Line("/// <param name=\"name\">The name in workflow JSON.</param>");
            writer.Line("public static Kind? Find(string name) => name switch");
            writer.Braces(
                () =>
                {
                    foreach (var kind in vocabulary.Kinds)
                    {
                        writer.Line($"{Text.Literal(kind.Name)} => {kind.Identifier},");
                    }

                    writer.Line("_ => null,");
                },
                "};");
        }));

    /// <summary>Writes the interface of a kind or of a union.</summary>
    public static void WriteKind(SourceWriter writer, string identifier, string value, IEnumerable<string> acceptedBy)
    {
        writer.GeneratedCode();
        writer.Line($"public interface {Emitted.KindOf(identifier)} :");
        writer.Indented(() =>
        {
            var bases = acceptedBy.Select(Emitted.AcceptedSetOf).Prepend($"IKind<{Emitted.ValueType(value)}>").ToList();
            for (int i = 0; i < bases.Count; i++)
            {
                writer.Line(bases[i] + (i < bases.Count - 1 ? "," : ";"));
            }
        });
        writer.Line();
    }

    private static void WriteMarker(SourceWriter writer, string name, IEnumerable<string> kinds)
    {
        writer.Summary($"Accepts values of the kinds {Text.Kinds(kinds)}.");
        writer.GeneratedCode();
        writer.Line("[EditorBrowsable(EditorBrowsableState.Never)]");
        writer.Line($"public interface {Emitted.AcceptedSetOf(name)} : IKind;");
        writer.Line();
    }

    private static EquatableArray<string> Set(string kind) => new[] { kind }.ToEquatableArray();
}
