using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Workflows.CodeFirst.Generators.Emit;

/// <summary>Puts the texts of manifests into C#: as literals, and as documentation.</summary>
internal static class Text
{
    public static string Literal(string? value) => value is null ? "null" : SymbolDisplay.FormatLiteral(value, quote: true);

    public static string Literal(bool value) => value ? "true" : "false";

    public static string Literal(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A collection expression of texts.</summary>
    public static string List(IEnumerable<string> values) => "[" + string.Join(", ", values.Select(static value => Literal(value))) + "]";

    /// <summary>Text inside a documentation comment, in one line.</summary>
    public static string Xml(string text)
    {
        var xml = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            switch (c)
            {
                case '&':
                    xml.Append("&amp;");
                    break;
                case '<':
                    xml.Append("&lt;");
                    break;
                case '>':
                    xml.Append("&gt;");
                    break;
                default:
                    // Anything else that XML or a one-line comment cannot hold becomes a space.
                    xml.Append(char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\ufffe' or '\uffff' ? ' ' : c);
                    break;
            }
        }

        return xml.ToString();
    }

    /// <summary>Text as code inside a documentation comment.</summary>
    public static string Code(string text) => "<c>" + Xml(text) + "</c>";

    /// <summary>Ends with a full stop.</summary>
    public static string Sentence(string text) => text.Length == 0 || text[text.Length - 1] is '.' or '!' or '?' ? text : text + ".";

    /// <summary>Kinds as a reader of documentation wants them.</summary>
    public static string Kinds(IEnumerable<string> kinds) => string.Join(", ", kinds.Select(static kind => kind == "*" ? "any" : Code(kind)));
}
