using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Blocks.Formatters;

/// <summary>Reads boxes as Florence 2 gives them: in pixels, class names beside, four corners for pieces of text.</summary>
internal static class FlorenceDetections
{
    private const string CornersColumn = "xyxyxyxy", Region = "roi";
    private const int Corners = 4, HashedClasses = 10_000;

    public static Detections Parse(VlmAnswer answer, object? parsed, VlmAsDetectorTaskType task)
    {
        var members = VlmAnswer.Members(parsed);
        bool isText = task == VlmAsDetectorTaskType.OcrWithTextDetection;
        float[][] numbers = Rows(VlmAnswer.Member(members, isText ? "quad_boxes" : "bboxes"), isText ? 2 * Corners : 4);
        string[] names = task switch
        {
            VlmAsDetectorTaskType.RegionProposal => [.. Enumerable.Repeat(Region, numbers.Length)],
            VlmAsDetectorTaskType.OpenVocabularyObjectDetection => Texts(VlmAnswer.Member(members, "bboxes_labels")),
            _ => Texts(VlmAnswer.Member(members, "labels")),
        };
        if (numbers.Length == 0)
        {
            return Detections.Empty;
        }

        Converter<float[], Box> toBox = isText ? Around : static box => new Box(box[0], box[1], box[2], box[3]);
        var detections = answer.Build(
            Array.ConvertAll(numbers, toBox),
            names,
            ClassIds(names, task, answer.Classes),
            [.. Enumerable.Repeat(1.0, numbers.Length)]);
        return isText ? detections with { Data = detections.Data.SetItem(CornersColumn, [.. numbers.Select(Points)]) } : detections;
    }

    private static int[] ClassIds(string[] names, VlmAsDetectorTaskType task, IReadOnlyList<string>? classes)
    {
        switch (task)
        {
            case VlmAsDetectorTaskType.ObjectDetection or VlmAsDetectorTaskType.PhraseGroundedObjectDetection:
                return Array.ConvertAll(names, HashedId);
            case VlmAsDetectorTaskType.OpenVocabularyObjectDetection:
                var index = VlmAnswer.Index(classes ?? throw new FormatException("There are no classes."));
                return Array.ConvertAll(names, name => index.TryGetValue(name, out int id) ? id : -1);
            default:
                return new int[names.Length];
        }
    }

    /// <summary>A number for a class of which only the name is known: four digits of the number that the first nine hexadecimal digits of a hash are.</summary>
    private static int HashedId(string name)
    {
        Span<byte> hash = stackalloc byte[MD5.HashSizeInBytes];
#pragma warning disable CA5351 // Nothing is secured by this: the numbers have to be those of the reference engine.
        MD5.HashData(Encoding.UTF8.GetBytes(name), hash);
#pragma warning restore CA5351
        ulong digits = BinaryPrimitives.ReadUInt64BigEndian(hash) >> 28;
        return (int)(digits % HashedClasses);
    }

    private static float[][] Rows(object? value, int length) => Array.ConvertAll(VlmAnswer.List(value), row =>
        VlmAnswer.List(row) is var list && list.Length == length
            ? Array.ConvertAll(list, number => (float)VlmAnswer.Number(number))
            : throw new FormatException($"A box has {list.Length} numbers instead of {length}."));

    private static string[] Texts(object? value) => Array.ConvertAll(VlmAnswer.List(value), static item => PythonText.Str(item));

    private static Box Around(float[] corners)
    {
        float left = corners[0], top = corners[1], right = left, bottom = top;
        for (int i = 2; i < corners.Length; i += 2)
        {
            left = Math.Min(left, corners[i]);
            right = Math.Max(right, corners[i]);
            top = Math.Min(top, corners[i + 1]);
            bottom = Math.Max(bottom, corners[i + 1]);
        }

        return new(left, top, right, bottom);
    }

    private static object? Points(float[] corners) =>
        Enumerable.Range(0, Corners).Select(i => (object?)new object?[] { (double)corners[2 * i], (double)corners[2 * i + 1] }).ToArray();
}
