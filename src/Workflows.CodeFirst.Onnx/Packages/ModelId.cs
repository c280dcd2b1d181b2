using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// What workflows call a model: <c>project/version</c>, or a name. Aliases stand for pretrained models; <c>proj/007</c> is <c>proj/7</c>.
/// </summary>
/// <param name="Text">As it was written.</param>
/// <param name="Canonical">After aliases and with a plain version number.</param>
internal readonly record struct ModelId(string Text, string Canonical)
{
    private const int MaxSlugLength = 48;
    private static readonly FrozenDictionary<string, string> Aliases = CreateAliases();

    /// <summary>The folder of the model in caches of today's format.</summary>
    public string CurrentSlug => $"v2-{Slug(Canonical)}";

    /// <summary>The folder of the model in caches of the legacy format, where the identifier cannot be a path.</summary>
    public string LegacySlug => $"~{Slug(Canonical)}";

    /// <summary>Reads an identifier.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static ModelId Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string id = Aliases.GetValueOrDefault(text, text);
        string[] segments = id.Split('/', '\\');
        foreach (string segment in segments)
        {
            if (segment is "" or "." or "..")
            {
                throw new ArgumentException($"'{text}' is no model identifier: it has the part '{segment}'. "
                    + "Expected 'project/version' or a name.", nameof(text));
            }
        }

        if (segments.Length > 2 || id.Contains('\\'))
        {
            throw new ArgumentException($"'{text}' is no model identifier: expected 'project/version' or a name.", nameof(text));
        }

        if (segments.Length == 2 && int.TryParse(segments[1], NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int version))
        {
            id = $"{segments[0]}/{version.ToString(CultureInfo.InvariantCulture)}";
        }

        return new(text, id);
    }

    /// <summary>A name for folders: what is readable of the identifier, and a digest of all of it.</summary>
    internal static string Slug(string id)
    {
        var readable = new StringBuilder(id.Length);
        foreach (char c in id)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '_' or '-')
            {
                readable.Append(c);
            }
            else if (readable.Length == 0 || readable[^1] != '\0')
            {
                readable.Append('\0'); // one mark for a run of other characters
            }
        }

        string dashed = readable.Replace('\0', '-').ToString();
        var slug = new StringBuilder(dashed.Length);
        for (int i = 0; i < dashed.Length;)
        {
            int end = i;
            while (end < dashed.Length && dashed[end] is '_' or '-')
            {
                end++;
            }

            if (end - i >= 2)
            {
                slug.Append('-');
                i = end;
            }
            else
            {
                slug.Append(dashed[i++]);
            }
        }

        if (slug.Length == 0)
        {
            slug.Append("special-char-only-model-id");
        }

        if (slug.Length > MaxSlugLength)
        {
            slug.Length = MaxSlugLength;
        }

        return $"{slug}-{Convert.ToHexStringLower(Blake2s.Hash(Encoding.UTF8.GetBytes(id), 16))}";
    }

    private static FrozenDictionary<string, string> CreateAliases()
    {
        var aliases = new Dictionary<string, string>();
        const string sizes = "n s m l x";
        Add("yolov8{0}-640", sizes, "coco/{0}", "3 6 8 7 5");
        Add("yolov8{0}-1280", sizes, "coco/{0}", "9 10 11 12 13");
        Add("yolo-nas-{0}-640", "s m l", "coco/{0}", "14 15 16");
        Add("yolov10{0}-640", "n s m b l x", "coco/{0}", "19 20 21 22 23 24");
        foreach (string name in (ReadOnlySpan<string>)["yolov11", "yolo11"])
        {
            Add(name + "{0}-640", sizes, "coco/{0}", "25 26 27 28 29");
            Add(name + "{0}-1280", sizes, "coco/{0}", "30 31 32 33 34");
            Add(name + "{0}-seg-640", sizes, "coco-dataset-vdnr1/{0}", "19 20 21 22 23");
        }

        foreach (string name in (ReadOnlySpan<string>)["yolo26", "yolov26"])
        {
            Add(name + "{0}-640", sizes, "coco/{0}", "41 42 43 44 45");
            Add(name + "{0}-seg-640", sizes, "coco-dataset-vdnr1/{0}", "27 28 29 31 34");
            Add(name + "{0}-pose-640", sizes, "coco-pose-detection/{0}", "12 13 14 15 16");
            Add(name + "{0}-sem-1024", sizes, "yolo26-pretrains/yolo26{0}-sem", sizes);
        }

        Add("rfdetr-{0}", "base nano small medium large xlarge 2xlarge", "coco/{0}", "36 38 39 40 50 47 48");
        Add("yolov8{0}-seg-640", sizes, "coco-dataset-vdnr1/{0}", "2 4 5 6 3");
        Add("yolov8{0}-seg-1280", sizes, "coco-dataset-vdnr1/{0}", "7 8 9 10 11");
        Add("rfdetr-seg-{0}", "preview nano small medium large xlarge 2xlarge", "coco-dataset-vdnr1/{0}", "26 41 36 37 38 39 40");
        Add("yolov8{0}-pose-640", sizes, "coco-pose-detection/{0}", "1 2 3 4 5");
        aliases["yolov8x-pose-1280"] = "coco-pose-detection/6";
        Add("resnet{0}", "18 34 50 101", "classifiers/{0}", "1 2 3 4");
        aliases["rfdetr-keypoint-preview"] = "microsoft/coco-pose-detection-17-rfdetr-keypoint-preview-t1";
        return aliases.ToFrozenDictionary();

        void Add(string alias, string aliasParts, string id, string idParts)
        {
            string[] from = aliasParts.Split(' '), to = idParts.Split(' ');
            for (int i = 0; i < from.Length; i++)
            {
                aliases.Add(alias.Replace("{0}", from[i], StringComparison.Ordinal), id.Replace("{0}", to[i], StringComparison.Ordinal));
            }
        }
    }
}
