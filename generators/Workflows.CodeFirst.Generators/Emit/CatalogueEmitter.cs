using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using Workflows.CodeFirst.Generators.Collections;

namespace Workflows.CodeFirst.Generators.Emit;

/// <summary>What the catalogue has to know of a block.</summary>
internal sealed record CatalogueEntry(string ClassName, string Type, EquatableArray<string> Aliases);

/// <summary>Writes the catalogue of a project's blocks, which makes the facts of a block only when they are asked for.</summary>
internal static class CatalogueEmitter
{
    public static SourceText Emit(ImmutableArray<CatalogueEntry> entries, string ns, bool isPublic) => SourceWriter.File(
        ns,
        ["System.CodeDom.Compiler", Emitted.Library + ".Manifests"],
        writer =>
        {
            var sorted = entries.OrderBy(static entry => entry.Type, System.StringComparer.Ordinal).ToList();
            writer.Line($"#pragma warning disable {Emitted.DeprecatedBlock} // Deprecated blocks are in the catalogue, too.");
            writer.Line();
            writer.Summary("The blocks of this project.");
            writer.GeneratedCode();
            writer.Block($"{(isPublic ? "public" : "internal")} static partial class {Emitted.Catalogue}", () =>
            {
                writer.Summary("The catalogue of them.");
                writer.Line("public static BlockCatalogue Catalogue { get; } = new(");
                writer.Indented(() =>
                {
                    WriteTexts(writer, sorted.Select(static entry => entry.Type));
                    WriteTexts(writer, sorted.SelectMany(static entry => entry.Aliases));
                    writer.Line("Find);");
                });
                writer.Line();
                writer.Line("private static BlockManifest? Find(string type) => type switch");
                writer.Braces(
                    () =>
                    {
                        foreach (var entry in sorted)
                        {
                            writer.Line($"{string.Join(" or ", entry.Aliases.Prepend(entry.Type).Select(static type => Text.Literal(type)))} => {entry.ClassName}.Facts,");
                        }

                        writer.Line("_ => null,");
                    },
                    "};");
            });
        });

    private static void WriteTexts(SourceWriter writer, IEnumerable<string> texts)
    {
        writer.Line("[");
        writer.Indented(() =>
        {
            foreach (string text in texts)
            {
                writer.Line(Text.Literal(text) + ",");
            }
        });
        writer.Line("],");
    }
}
