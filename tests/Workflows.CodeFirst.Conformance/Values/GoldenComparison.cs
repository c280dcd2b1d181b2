using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Workflows.CodeFirst.Conformance.Comparing;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Conformance.Values;

/// <summary>Compares values that came out with recorded ones: whole numbers and floats are different, lists and tuples too.</summary>
/// <param name="tolerance">How exactly floats must agree.</param>
/// <param name="uuids">The identifiers that are known so far; comparisons of one sequence share them.</param>
internal sealed class GoldenComparison(Tolerance tolerance, UuidTable? uuids = null)
{
    private const int MostDifferences = 20;

    private readonly List<Difference> differences = [];
    private readonly UuidTable uuids = uuids ?? new();

    /// <summary>What has differed so far.</summary>
    public IReadOnlyList<Difference> Differences => differences;

    /// <summary>Compares a recorded value with what came out.</summary>
    public void Compare(string path, JsonElement expected, object? actual) => Compare(path, GoldenValues.Decode(expected), PythonValues.Normalize(actual));

    public void Compare(string path, object? expected, object? actual)
    {
        if (differences.Count >= MostDifferences)
        {
            return;
        }

        // Numbers of a certain width are recorded as plain numbers.
        actual = actual is ArrayValue { Rank: 0 } scalar ? scalar.Items[0] : actual;
        switch (expected)
        {
            case GoldenAny:
                break;
            case GoldenUuid uuid:
                Check(path, uuids.IsUuid(uuid.Number, actual as string ?? ""), expected, actual);
                break;
            case GoldenPattern pattern:
                Check(path, uuids.Matches(pattern.Text, actual as string ?? ""), expected, actual);
                break;
            case ArrayValue array:
                CompareArray(path, array, actual);
                break;
            case Detections detections:
                CompareDetections(path, detections, actual);
                break;
            case Image image:
                CompareImage(path, image, actual as Image);
                break;
            case VideoFrame frame:
                CompareFrame(path, frame, actual as VideoFrame);
                break;
            case byte[] bytes:
                CompareBytes(path, bytes, actual as byte[]);
                break;
            case string text:
                CompareText(path, text, actual);
                break;
            case double number:
                Check(path, actual is double other && AreClose(number, other), expected, actual);
                break;
            case DateTime time:
                // Where a time zone came with a value that had none, it is UTC.
                Check(path, actual is DateTime plain ? plain == time : actual is DateTimeOffset aware && aware.UtcDateTime == time, expected, actual);
                break;
            case GoldenBatch batch:
                CompareList(path, batch.Items, (actual as GoldenBatch)?.Items ?? actual);
                break;
            case SetValue set:
                Check(path, actual is SetValue others ? PythonEquality.AreEqual(set, others) : AreSameSet(set, actual), expected, actual);
                break;
            case IReadOnlyList<object?> list:
                CompareList(path, list, actual);
                break;
            default:
                if (PythonDictionaries.Entries(expected) is { } entries)
                {
                    CompareDictionary(path, entries.ToArray(), actual);
                }
                else
                {
                    Check(path, expected?.GetType() == actual?.GetType() && PythonEquality.AreEqual(expected, actual), expected, actual);
                }

                break;
        }
    }

    /// <summary>A short form of a value for messages.</summary>
    public static string Show(object? value)
    {
        string text = value is BigInteger or long or double or string or bool or null or TupleValue or ArrayValue or IReadOnlyList<object?>
            ? PythonText.Repr(value)
            : PythonDictionaries.Entries(value) is not null ? PythonText.Repr(value) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return text.Length > 160 ? text[..157] + "..." : text.ReplaceLineEndings(" ");
    }

    private void Check(string path, bool isSame, object? expected, object? actual)
    {
        if (!isSame)
        {
            differences.Add(new(path, Show(expected), Show(actual)));
        }
    }

    private bool AreClose(double expected, double actual) =>
        expected.Equals(actual) || (double.IsFinite(expected) && double.IsFinite(actual) && tolerance.Accepts(expected, actual));

    private void CompareList(string path, IReadOnlyList<object?> expected, object? actual)
    {
        if (actual is not IReadOnlyList<object?> list || (expected is TupleValue) != (list is TupleValue) || list.Count != expected.Count)
        {
            Check(path, false, expected, actual);
            return;
        }

        for (int i = 0; i < expected.Count; i++)
        {
            Compare($"{path}[{i}]", expected[i], PythonValues.Normalize(list[i]));
        }
    }

    private void CompareDictionary(string path, KeyValuePair<object?, object?>[] expected, object? actual)
    {
        if (PythonDictionaries.Entries(actual)?.ToArray() is not { } entries)
        {
            Check(path, false, "a dictionary", actual);
            return;
        }

        foreach (var (key, value) in expected)
        {
            if (PythonDictionaries.TryGet(PythonValues.AsDictionary(actual) ?? actual, key, out object? other))
            {
                Compare($"{path}.{key}", value, other);
            }
            else
            {
                differences.Add(new($"{path}.{key}", Show(value), "nothing"));
            }
        }

        foreach (var (key, value) in entries)
        {
            if (!Array.Exists(expected, entry => PythonEquality.AreEqual(entry.Key, key)))
            {
                differences.Add(new($"{path}.{key}", "nothing", Show(value)));
            }
        }
    }

    /// <summary>An array may come out as lists of the same elements.</summary>
    private void CompareArray(string path, ArrayValue expected, object? actual)
    {
        var found = actual is ArrayValue array ? array.ToList() : actual;
        if (actual is ArrayValue other && !other.Shape.AsSpan().SequenceEqual(expected.Shape.AsSpan()))
        {
            differences.Add(new(path, $"the shape {string.Join('x', expected.Shape)}", string.Join('x', other.Shape)));
            return;
        }

        Compare(path, expected.ToList(), found);
    }

    private void CompareDetections(string path, Detections expected, object? actual)
    {
        if (actual is not Detections detections || detections.Count != expected.Count)
        {
            differences.Add(new(path, $"{expected.Count} detections", actual is Detections other ? $"{other.Count} detections" : Show(actual)));
            return;
        }

        for (int row = 0; row < expected.Count; row++)
        {
            var (left, right) = (new DetectionRow(expected, row).ToTuple(), new DetectionRow(detections, row).ToTuple());
            foreach (var (index, name) in (ReadOnlySpan<(int, string)>)[(0, "xyxy"), (2, "confidence"), (3, "class_id"), (4, "tracker_id"), (5, "data")])
            {
                Compare($"{path}[{row}].{name}", left[index], right[index]);
            }

            var (mask, otherMask) = (MaskOf(expected, row), MaskOf(detections, row));
            Check($"{path}[{row}].mask", mask is null ? otherMask is null : mask.Equals(otherMask), mask, otherMask);
        }
    }

    private static Mask? MaskOf(Detections detections, int row) =>
        DetectionMasks.Of(detections) is { IsDefaultOrEmpty: false } masks ? masks[row] : null;

    private void CompareText(string path, string expected, object? actual)
    {
        // Base64 of a JPEG: other encoders write other bytes for the same picture.
        if (expected.StartsWith("/9j/", StringComparison.Ordinal) && actual is string text && text != expected
            && Pictures.TryDecode(expected) is { } picture && Pictures.TryDecode(text) is { } other)
        {
            ComparePictures(path, picture, other);
            return;
        }

        Check(path, actual is string same && same == expected, expected, actual);
    }

    private void CompareBytes(string path, byte[] expected, byte[]? actual)
    {
        if (actual is not null && Pictures.TryDecode(expected) is { } picture && Pictures.TryDecode(actual) is { } other)
        {
            ComparePictures(path, picture, other);
            return;
        }

        Check(path, actual is not null && actual.AsSpan().SequenceEqual(expected), expected, actual);
    }

    private void CompareImage(string path, Image expected, Image? actual)
    {
        if (actual is null || actual.Size != expected.Size)
        {
            differences.Add(new(path, $"an image of {expected.Size}", actual is null ? "none" : $"one of {actual.Size}"));
            return;
        }

        if (Pictures.Difference(expected, actual) is { } difference)
        {
            differences.Add(new(path, "the same pixels", difference));
        }

        if (expected.Lineage is not { } place)
        {
            return;
        }

        var other = actual.Lineage ?? ImageLineage.OfInput("image", actual.Size);
        CompareOrigin($"{path}.parent", place.Parent, other.Parent);
        CompareOrigin($"{path}.root", place.Root, other.Root);
        CompareFrame($"{path}.video", place.Video, other.Video);
    }

    private void CompareOrigin(string path, ImageOrigin expected, ImageOrigin actual)
    {
        // An image that is a whole may have been recorded with its size, with an earlier one, or with none, which is read as its own.
        bool isSame = expected is { X: 0, Y: 0 } ? actual is { X: 0, Y: 0 } : expected with { Id = actual.Id } == actual;
        Check(path, isSame && uuids.Matches(expected.Id, actual.Id), expected, actual);
    }

    private void CompareFrame(string path, VideoFrame? expected, VideoFrame? actual) => Check(
        path,
        expected is null || actual is null
            ? expected is null && actual is null
            : uuids.Matches(expected.VideoIdentifier, actual.VideoIdentifier) && expected with { VideoIdentifier = actual.VideoIdentifier } == actual,
        expected,
        actual);

    private void ComparePictures(string path, Image expected, Image? actual)
    {
        if (actual is null || actual.Size != expected.Size)
        {
            differences.Add(new(path, $"an image of {expected.Size}", actual is null ? "none" : $"one of {actual.Size}"));
            return;
        }

        double difference = Pictures.MeanDifference(expected, actual);
        if (difference > Pictures.Tolerance)
        {
            differences.Add(new(path, "the same picture", string.Create(CultureInfo.InvariantCulture, $"one that is {difference:0.0} off on average")));
        }
    }

    private static bool AreSameSet(SetValue expected, object? actual) =>
        actual is IReadOnlyList<object?> list && PythonEquality.AreEqual(expected, new SetValue(list));
}
