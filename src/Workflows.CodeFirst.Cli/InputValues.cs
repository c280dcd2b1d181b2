using System.Text.Json;

namespace Workflows.CodeFirst.Cli;

/// <summary>The values that the command line gives to the inputs of a workflow.</summary>
internal sealed class InputValues : IDisposable
{
    private static readonly string[] ImageExtensions = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff"];

    private readonly Dictionary<string, string[]> files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, object?> values = new(StringComparer.Ordinal);
    private readonly List<Image> images = [];

    private InputValues()
    {
    }

    /// <summary>A name for each image of the batch, for naming result files; empty without images.</summary>
    public IReadOnlyList<string> ImageNames { get; private set; } = [];

    /// <summary>Whether a text is of the form NAME=VALUE.</summary>
    public static bool IsAssignment(string text) => text.IndexOf('=', StringComparison.Ordinal) > 0;

    /// <summary>Reads the assignments. Image files are looked for, but not loaded.</summary>
    /// <exception cref="InputException">An input is unknown, missing or given twice, or its value is wrong.</exception>
    public static InputValues Parse(Workflow workflow, IEnumerable<string> assignments)
    {
        var values = new InputValues();
        foreach (string assignment in assignments)
        {
            int equals = assignment.IndexOf('=', StringComparison.Ordinal);
            values.Add(workflow, assignment[..equals], assignment[(equals + 1)..]);
        }

        foreach (var input in workflow.Inputs)
        {
            if (input.Type != WorkflowInputType.Parameter && !values.values.ContainsKey(input.Name) && !values.files.ContainsKey(input.Name))
            {
                throw new InputException($"The workflow needs the input '{input.Name}': add --input {input.Name}={(input.Type == WorkflowInputType.Image ? "FILE" : "JSON")}.");
            }
        }

        return values;
    }

    /// <summary>Loads the images and returns all values by name.</summary>
    /// <exception cref="ImageFileException">A file is no readable image.</exception>
    public IReadOnlyDictionary<string, object?> Load()
    {
        foreach (var (name, paths) in files)
        {
            var loaded = new List<object?>(paths.Length);
            foreach (string path in paths)
            {
                var image = Image.Load(path);
                images.Add(image);
                loaded.Add(image);
            }

            values[name] = loaded.Count == 1 ? loaded[0] : loaded;
        }

        return values;
    }

    public void Dispose()
    {
        foreach (var image in images)
        {
            image.Dispose();
        }
    }

    private void Add(Workflow workflow, string name, string value)
    {
        var input = workflow.Inputs.FirstOrDefault(candidate => candidate.Name == name)
            ?? throw new InputException($"The workflow has no input '{name}'; its inputs are {string.Join(", ", workflow.Inputs.Select(candidate => $"'{candidate.Name}'"))}.");
        if (values.ContainsKey(name) || files.ContainsKey(name))
        {
            throw new InputException($"The input '{name}' is given twice. For a batch of images, name a folder or a pattern.");
        }

        if (input.Type == WorkflowInputType.Image)
        {
            string[] paths = FindImages(name, value);
            files.Add(name, paths);
            if (paths.Length >= ImageNames.Count)
            {
                ImageNames = [.. paths.Select(path => Path.GetFileNameWithoutExtension(path)!)];
            }
        }
        else
        {
            values.Add(name, ParseValue(value));
        }
    }

    private static string[] FindImages(string name, string value)
    {
        string[] paths;
        if (File.Exists(value))
        {
            return [value];
        }

        if (Directory.Exists(value))
        {
            paths = [.. Directory.EnumerateFiles(value).Where(IsImage)];
        }
        else
        {
            string folder = Path.GetDirectoryName(value) is { Length: > 0 } parent ? parent : ".";
            string pattern = Path.GetFileName(value);
            if (!pattern.AsSpan().ContainsAny('*', '?') || !Directory.Exists(folder))
            {
                throw new InputException($"Input '{name}': there is no file, folder or pattern '{value}'.");
            }

            paths = Directory.GetFiles(folder, pattern);
        }

        if (paths.Length == 0)
        {
            throw new InputException($"Input '{name}': there are no images in '{value}'.");
        }

        Array.Sort(paths, StringComparer.Ordinal);
        return paths;
    }

    private static bool IsImage(string path) => ImageExtensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>JSON where it is JSON, otherwise the text itself: nobody wants to quote quotes in a shell.</summary>
    private static object? ParseValue(string value)
    {
        try
        {
            using var document = JsonDocument.Parse(value);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return value;
        }
    }
}
