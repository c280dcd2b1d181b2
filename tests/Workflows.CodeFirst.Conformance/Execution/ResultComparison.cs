using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Workflows.CodeFirst.Conformance.Comparing;
using Workflows.CodeFirst.Runtime;

namespace Workflows.CodeFirst.Conformance.Execution;

/// <summary>Compares serialised results, in which recorded values stand for pictures, identifiers and times.</summary>
internal sealed partial class ResultComparison
{
    private const double Relative = 1e-6;
    private const int Slack = 12;

    private readonly CaseFiles files;
    private readonly List<Difference> differences;
    private readonly Dictionary<string, string> identifiers = new(StringComparer.Ordinal);
    private readonly HashSet<string> unordered = new(StringComparer.Ordinal);
    private readonly bool toleratesPixels;

    public ResultComparison(JsonElement element, CaseFiles files, List<Difference> differences)
    {
        this.files = files;
        this.differences = differences;
        if (!element.TryGetProperty("compare", out var compare) || compare.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        toleratesPixels = compare.TryGetProperty("image_tolerance", out _);
        if (compare.TryGetProperty("unordered_lists", out var lists))
        {
            unordered.UnionWith(lists.EnumerateArray().Select(name => name.GetString()!));
        }
    }

    /// <summary>The results as JSON, with lossless pictures.</summary>
    public static JsonDocument Serialise(IReadOnlyList<WorkflowResult> results)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var result in results)
            {
                result.WriteTo(writer, ImageFileFormat.Png);
            }

            writer.WriteEndArray();
        }

        return JsonDocument.Parse(buffer.WrittenMemory, new JsonDocumentOptions { MaxDepth = 1024 });
    }

    public void Compare(JsonElement expected, JsonElement actual) => Compare("$", null, expected, actual);

    private void Compare(string path, string? name, JsonElement expected, JsonElement actual)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object when Marked(expected) is { } mark:
                CompareMarked(path, mark, expected, actual);
                break;
            case JsonValueKind.Object when actual.ValueKind == JsonValueKind.Object:
                CompareObjects(path, expected, actual);
                break;
            case JsonValueKind.Array when actual.ValueKind == JsonValueKind.Array:
                CompareLists(path, name, expected, actual);
                break;
            case JsonValueKind.Number when actual.ValueKind == JsonValueKind.Number:
                Expect(new Tolerance(Relative, Relative).Accepts(expected.GetDouble(), actual.GetDouble()), path, expected, actual);
                break;
            case JsonValueKind.String when actual.ValueKind == JsonValueKind.String:
                Expect(TextMatches(expected.GetString()!, actual.GetString()!), path, expected, actual);
                break;
            default:
                Expect(expected.ValueKind == actual.ValueKind && expected.GetRawText() == actual.GetRawText(), path, expected, actual);
                break;
        }
    }

    private void CompareObjects(string path, JsonElement expected, JsonElement actual)
    {
        foreach (var member in expected.EnumerateObject())
        {
            if (actual.TryGetProperty(member.Name, out var value))
            {
                Compare($"{path}.{member.Name}", member.Name, member.Value, value);
            }
            else
            {
                differences.Add(new($"{path}.{member.Name}", Show(member.Value), "nothing"));
            }
        }

        foreach (var member in actual.EnumerateObject())
        {
            if (!expected.TryGetProperty(member.Name, out _))
            {
                differences.Add(new($"{path}.{member.Name}", "nothing", Show(member.Value)));
            }
        }
    }

    private void CompareLists(string path, string? name, JsonElement expected, JsonElement actual)
    {
        var left = expected.EnumerateArray().ToList();
        var right = actual.EnumerateArray().ToList();
        if (left.Count != right.Count)
        {
            differences.Add(new(path, $"{left.Count} elements", $"{right.Count} elements"));
            return;
        }

        if (name is not null && unordered.Contains(name))
        {
            left.Sort((a, b) => string.CompareOrdinal(a.GetRawText(), b.GetRawText()));
            right.Sort((a, b) => string.CompareOrdinal(a.GetRawText(), b.GetRawText()));
        }

        for (int i = 0; i < left.Count; i++)
        {
            Compare($"{path}[{i.ToString(CultureInfo.InvariantCulture)}]", null, left[i], right[i]);
        }
    }

    private static JsonProperty? Marked(JsonElement value)
    {
        foreach (var member in value.EnumerateObject())
        {
            return member.Name.StartsWith('$') ? member : null;
        }

        return null;
    }

    private void CompareMarked(string path, JsonProperty mark, JsonElement expected, JsonElement actual)
    {
        switch (mark.Name)
        {
            case "$png":
                ComparePictures(path, mark.Value.GetString()!, actual);
                break;
            case "$same_as_file":
                CompareWithFile(path, mark.Value, actual);
                break;
            case "$float":
                Expect(actual.ValueKind == JsonValueKind.String && actual.GetString() == NameOf(mark.Value.GetString()!), path, mark.Value, actual);
                break;
            case "$raw":
                Compare(path, null, expected.GetProperty("serialised"), actual);
                break;
            case "$bytes_b64":
                Expect(actual.ValueKind == JsonValueKind.String && actual.GetString() == mark.Value.GetString(), path, mark.Value, actual);
                break;
            default:
                differences.Add(new(path, $"a value marked {mark.Name}", Show(actual)));
                break;
        }
    }

    /// <summary>The very text of the file, or a picture of the same pixels: an encoder of its own would have written the same bytes.</summary>
    private void CompareWithFile(string path, JsonElement name, JsonElement actual)
    {
        string expected = files.Base64(name.GetString()!);
        if (actual.ValueKind != JsonValueKind.String || actual.GetString() != expected)
        {
            ComparePictures(path, expected, actual);
        }
    }

    private static string NameOf(string number) => number switch { "nan" => "NaN", "inf" => "Infinity", _ => "-Infinity" };

    private void ComparePictures(string path, string expected, JsonElement actual)
    {
        if (actual.ValueKind != JsonValueKind.String)
        {
            differences.Add(new(path, "a picture", Show(actual)));
            return;
        }

        using var left = Image.Decode(Convert.FromBase64String(expected));
        using var right = Image.Decode(Convert.FromBase64String(actual.GetString()!));
        if (left.Size != right.Size)
        {
            differences.Add(new(path, $"a picture of {left.Size}", $"{right.Size}"));
            return;
        }

        int different = 0;
        for (int i = 0; i < left.Pixels.Length; i++)
        {
            different += Math.Abs(left.Pixels[i] - right.Pixels[i]) > (toleratesPixels ? Slack : 0) ? 1 : 0;
        }

        // Drawn text and blended edges depend on the versions of libraries.
        if (different > (toleratesPixels ? left.Pixels.Length / 20 : 0))
        {
            differences.Add(new(path, "the same pixels", $"{different} of {left.Pixels.Length} bytes differ"));
        }
    }

    private bool TextMatches(string expected, string actual)
    {
        if (expected == actual)
        {
            return true;
        }

        actual = CsvColumns.InOrderOf(expected, actual);
        var pattern = Placeholder().Split(expected);
        if (pattern.Length == 1)
        {
            return false;
        }

        // Odd parts are the placeholders, in between is plain text.
        int position = 0;
        for (int i = 0; i < pattern.Length; i++)
        {
            if (i % 2 == 0)
            {
                if (string.CompareOrdinal(actual, position, pattern[i], 0, pattern[i].Length) != 0)
                {
                    return false;
                }

                position += pattern[i].Length;
            }
            else
            {
                int end = pattern[i + 1].Length == 0 ? actual.Length : actual.IndexOf(pattern[i + 1], position, StringComparison.Ordinal);
                if (end < 0 || !PlaceholderMatches(pattern[i], actual[position..end]))
                {
                    return false;
                }

                position = end;
            }
        }

        return position == actual.Length;
    }

    private bool PlaceholderMatches(string placeholder, string actual)
    {
        if (placeholder == "<now>")
        {
            return DateTimeOffset.TryParse(actual, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
        }

        if (identifiers.TryGetValue(placeholder, out string? known))
        {
            return known == actual;
        }

        identifiers[placeholder] = actual;
        return Guid.TryParse(actual, out _);
    }

    private void Expect(bool holds, string path, JsonElement expected, JsonElement actual)
    {
        if (!holds)
        {
            differences.Add(new(path, Show(expected), Show(actual)));
        }
    }

    private static string Show(JsonElement element)
    {
        string text = element.GetRawText().ReplaceLineEndings(" ");
        return text.Length > 160 ? text[..157] + "..." : text;
    }

    [GeneratedRegex("(<uuid:[0-9]+>|<now>)")]
    private static partial Regex Placeholder();
}
