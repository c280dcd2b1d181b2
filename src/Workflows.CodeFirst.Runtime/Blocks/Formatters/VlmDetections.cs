using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Blocks.Formatters;

/// <summary>Reads boxes in the forms in which language models give them.</summary>
internal static class VlmDetections
{
    private const double Thousandths = 1000, Percents = 100;
    private const string Unknown = "unknown";

    // The longest edge of the images that the models for pixels get.
    private const int LongestEdge = 2048;

    private static readonly string[] Edges = ["x_min", "y_min", "x_max", "y_max"];
    private static readonly string[] Labels = ["class_name", "label", "class"];
    private static readonly string[] QwenLabels = ["label", "description", "class_name", "class"];

    /// <summary>The detections in an answer; null when it is not what the model was asked for.</summary>
    public static Detections? Parse(VlmAnswer answer, object? parsed, VlmParser? parser)
    {
        try
        {
            return parser?.Invoke(answer, parsed);
        }
        catch (Exception e) when (e is FormatException or PythonException)
        {
            return null;
        }
    }

    /// <summary>Objects with edges, anywhere in a text that is no JSON as a whole.</summary>
    public static object?[] LooseBoxes(string text)
    {
        var boxes = new List<object?>();
        for (int start = text.IndexOf('{', StringComparison.Ordinal); start >= 0;)
        {
            bool isRead = PythonJsonReader.TryReadAt(text, start, out object? value, out int end);
            if (isRead && value is IReadOnlyDictionary<string, object?> members && Array.TrueForAll(Edges, members.ContainsKey))
            {
                boxes.Add(members);
            }

            start = text.IndexOf('{', isRead ? end : start + 1);
        }

        return [.. boxes];
    }

    /// <summary>Edges as shares of the image.</summary>
    public static Detections Shares(VlmAnswer answer, object? parsed) => Read(
        answer, VlmAnswer.List(VlmAnswer.Member(VlmAnswer.Members(parsed), "detections")), EdgesOfShares, members => PythonText.Str(VlmAnswer.Member(members, "class_name")));

    /// <summary>Thousandths of the image, vertical before horizontal, or edges as shares.</summary>
    public static Detections Gemini(VlmAnswer answer, object? parsed) => Read(
        answer,
        parsed as object?[] ?? VlmAnswer.List(VlmAnswer.Member(VlmAnswer.Members(parsed), "detections")),
        static (members, image) => members.TryGetValue("box_2d", out object? box) ? Turned(Four(box, Strict), Thousandths, image) : EdgesOfShares(members, image),
        static members => Label(members, Labels));

    /// <summary>Pixels of the image as it was sent, or edges as shares.</summary>
    public static Detections OpenAI(VlmAnswer answer, object? parsed)
    {
        if (parsed is IReadOnlyDictionary<string, object?> members && members.TryGetValue("detections", out object? listed))
        {
            if (listed is not object?[] { Length: > 0 } list || list[0] is not IReadOnlyDictionary<string, object?> first || !first.ContainsKey("box_2d"))
            {
                return Shares(answer, parsed);
            }

            parsed = listed;
        }

        var sent = Sent(answer.Image.Size);
        return Read(
            answer,
            VlmAnswer.List(parsed),
            (entry, image) => Scaled(Four(VlmAnswer.Member(entry, "box_2d"), VlmAnswer.Number), sent.Width, sent.Height, image),
            static entry => Label(entry, Labels));
    }

    /// <summary>Hundredths of the image.</summary>
    public static Detections SpaceXAI(VlmAnswer answer, object? parsed) => Read(
        answer,
        parsed as object?[] ?? VlmAnswer.List(VlmAnswer.Member(VlmAnswer.Members(parsed), "detections")),
        static (members, image) => Scaled(Four(VlmAnswer.Member(members, "box_2d"), VlmAnswer.Number), Percents, Percents, image),
        static members => Label(members, Labels));

    /// <summary>Thousandths of the image; what has no box is passed over, and scores are not given.</summary>
    public static Detections Qwen(VlmAnswer answer, object? parsed)
    {
        object?[] entries = parsed as object?[] ?? VlmAnswer.List(VlmAnswer.Member(VlmAnswer.Members(parsed), "detections"));
        var boxed = entries.OfType<IReadOnlyDictionary<string, object?>>().Where(static members => QwenBox(members) is not null);
        return Read(
            answer,
            [.. boxed],
            static (members, image) => Scaled(Four(QwenBox(members), Strict), Thousandths, Thousandths, image),
            static members => Label(members, QwenLabels),
            isScored: false);
    }

    /// <summary>Thousandths of the image by edge; what has no edges is passed over, and scores are not given.</summary>
    public static Detections Muse(VlmAnswer answer, object? parsed)
    {
        object?[] entries = parsed is IReadOnlyDictionary<string, object?> root
            ? root.GetValueOrDefault("detections") as object?[] ?? (Array.TrueForAll(Edges, root.ContainsKey) ? [root] : throw new FormatException("There are no detections."))
            : VlmAnswer.List(parsed);
        var boxed = entries.OfType<IReadOnlyDictionary<string, object?>>()
            .Where(static members => Array.TrueForAll(Edges, edge => IsNumber(members.GetValueOrDefault(edge)) && double.IsFinite(Strict(members[edge]))));
        return Read(
            answer,
            [.. boxed],
            static (members, image) => Scaled(Four(Array.ConvertAll(Edges, edge => members[edge]), Strict), Thousandths, Thousandths, image),
            static members => members.TryGetValue("label", out object? label) && PythonValues.IsTrue(label) ? PythonText.Str(label) : Unknown,
            isScored: false);
    }

    private static Detections Read(
        VlmAnswer answer,
        object?[] entries,
        Func<IReadOnlyDictionary<string, object?>, ImageSize, Box> box,
        Func<IReadOnlyDictionary<string, object?>, string> label,
        bool isScored = true)
    {
        if (entries.Length == 0)
        {
            return Detections.Empty;
        }

        var index = VlmAnswer.Index(answer.Classes ?? throw new FormatException("There are no classes."));
        var boxes = new Box[entries.Length];
        string[] names = new string[entries.Length];
        int[] classIds = new int[entries.Length];
        double[] confidences = new double[entries.Length];
        for (int i = 0; i < entries.Length; i++)
        {
            var members = VlmAnswer.Members(entries[i]);
            var (x1, y1, x2, y2) = box(members, answer.Image.Size);
            boxes[i] = new(Math.Round(x1), Math.Round(y1), Math.Round(x2), Math.Round(y2));
            names[i] = label(members);
            classIds[i] = index.TryGetValue(names[i], out int id) ? id : -1;
            confidences[i] = isScored && members.TryGetValue("confidence", out object? score) ? VlmAnswer.Score(score) : 1;
        }

        return answer.Build(boxes, names, classIds, confidences);
    }

    private static string Label(IReadOnlyDictionary<string, object?> members, string[] names)
    {
        foreach (string name in names)
        {
            if (members.GetValueOrDefault(name) is { } label)
            {
                return PythonText.Str(label);
            }
        }

        return Unknown;
    }

    private static object?[]? QwenBox(IReadOnlyDictionary<string, object?> members)
    {
        foreach (string name in new[] { "box_2d", "bbox_2d" })
        {
            if (members.GetValueOrDefault(name) is object?[] { Length: 4 } box && Array.TrueForAll(box, IsNumber))
            {
                return box;
            }
        }

        return null;
    }

    private static bool IsNumber(object? value) => value is not bool && PythonNumber.TryGet(value, out _);

    private static double Strict(object? value) => value is string ? throw new FormatException("A text is no number.") : VlmAnswer.Number(value);

    private static double[] Four(object? box, Converter<object?, double> number) => VlmAnswer.List(box) is { Length: 4 } list
        ? Array.ConvertAll(list, number)
        : throw new FormatException("A box needs four numbers.");

    private static Box EdgesOfShares(IReadOnlyDictionary<string, object?> members, ImageSize image) => new(
        Strict(VlmAnswer.Member(members, "x_min")) * image.Width,
        Strict(VlmAnswer.Member(members, "y_min")) * image.Height,
        Strict(VlmAnswer.Member(members, "x_max")) * image.Width,
        Strict(VlmAnswer.Member(members, "y_max")) * image.Height);

    private static Box Turned(double[] box, double scale, ImageSize image) =>
        new(box[1] / scale * image.Width, box[0] / scale * image.Height, box[3] / scale * image.Width, box[2] / scale * image.Height);

    /// <summary>A box in other units, cut to the image.</summary>
    private static Box Scaled(double[] box, double width, double height, ImageSize image) => new(
        Math.Clamp(box[0], 0, width) * (image.Width / width),
        Math.Clamp(box[1], 0, height) * (image.Height / height),
        Math.Clamp(box[2], 0, width) * (image.Width / width),
        Math.Clamp(box[3], 0, height) * (image.Height / height));

    private static (double Width, double Height) Sent(ImageSize size)
    {
        if (Math.Max(size.Width, size.Height) <= LongestEdge)
        {
            return (size.Width, size.Height);
        }

        return size.Width >= size.Height
            ? (LongestEdge, Math.Max(Math.Round(size.Height * (double)LongestEdge / size.Width), 1))
            : (Math.Max(Math.Round(size.Width * (double)LongestEdge / size.Height), 1), LongestEdge);
    }
}
