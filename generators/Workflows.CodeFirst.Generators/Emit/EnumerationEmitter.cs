using Microsoft.CodeAnalysis.Text;
using Workflows.CodeFirst.Generators.Manifests.Model;

namespace Workflows.CodeFirst.Generators.Emit;

/// <summary>Writes a closed set of texts as an enumeration, and what turns its values into the texts and back.</summary>
internal static class EnumerationEmitter
{
    public static SourceText Emit(EnumerationModel enumeration, string ns) => SourceWriter.File(ns, ["System", "System.CodeDom.Compiler"], writer =>
    {
        string name = enumeration.Name;
        writer.Summary(Text.Xml(Text.Sentence(enumeration.Summary)));
        writer.GeneratedCode();
        writer.Block($"public enum {name}", () => writer.Separated(enumeration.Values, value =>
        {
            string text = $"{Text.Code(value.Text)} in workflows.";
            writer.Summary(value.Description.Length == 0 ? text : $"{Text.Xml(Text.Sentence(value.Description))} {text}");
            writer.Line($"{value.Identifier},");
        }));
        writer.Line();
        writer.Summary($"The texts of <see cref=\"{name}\"/> in workflow JSON.");
        writer.GeneratedCode();
        writer.Block($"public static class {Emitted.TextsOf(name)}", () =>
        {
            writer.Summary("The text of a value.");
            writer.Line("/// <param name=\"value\">The value.</param>");
            writer.Line("/// <exception cref=\"ArgumentOutOfRangeException\">The value is none of the enumeration.</exception>");
            writer.Line($"public static string ToText(this {name} value) => value switch");
            writer.Braces(
                () =>
                {
                    foreach (var value in enumeration.Values)
                    {
                        writer.Line($"{name}.{value.Identifier} => {Text.Literal(value.Text)},");
                    }

                    writer.Line($"_ => throw new ArgumentOutOfRangeException(nameof(value), value, \"This is no value of {name}.\"),");
                },
                "};");
            writer.Line();
            writer.Summary("The value of a text; false when it is none of the set.");
            writer.Line("/// <param name=\"text\">The text.</param>");
            writer.Line("/// <param name=\"value\">The value.</param>");
            writer.Block($"public static bool TryParse(string text, out {name} value)", () =>
            {
                writer.Line("switch (text)");
                writer.Braces(() =>
                {
                    foreach (var value in enumeration.Values)
                    {
                        writer.Line($"case {Text.Literal(value.Text)}:");
                        writer.Indented(() =>
                        {
                            writer.Line($"value = {name}.{value.Identifier};");
                            writer.Line("return true;");
                        });
                    }

                    writer.Line("default:");
                    writer.Indented(() =>
                    {
                        writer.Line("value = default;");
                        writer.Line("return false;");
                    });
                });
            });
        });
    });
}
