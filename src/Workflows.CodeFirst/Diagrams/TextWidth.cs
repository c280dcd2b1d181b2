namespace Workflows.CodeFirst.Diagrams;

/// <summary>About how wide a text is in a sans-serif typeface such as Helvetica: enough to give it room.</summary>
internal static class TextWidth
{
    public static double Of(string text, double size, bool bold = false)
    {
        double width = 0;
        foreach (char c in text)
        {
            width += c switch
            {
                'i' or 'j' or 'l' or '\'' or '|' or '.' or ',' or ':' or ';' or '!' => 0.27,
                'f' or 't' or 'r' or 'I' or ' ' or '(' or ')' or '[' or ']' or '-' => 0.34,
                'm' or 'w' or 'M' or 'W' or '@' => 0.86,
                '…' => 1,
                _ when char.IsAsciiLetterUpper(c) => 0.69,
                _ when c < 0x2000 => 0.56,
                _ => 1,
            };
        }

        return width * size * (bold ? 1.06 : 1);
    }
}
