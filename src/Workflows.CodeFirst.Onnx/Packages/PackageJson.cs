using System.Globalization;
using System.Text.Json;

namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// A place in a package's JSON file. Reads as leniently as packages need: numbers and booleans may be strings, null is absent. What
/// cannot be read is an error with the model, the file and the JSON path.
/// </summary>
internal readonly struct PackageJson
{
    private readonly JsonElement element;
    private readonly string modelName;
    private readonly string file;
    private readonly string path;

    private PackageJson(JsonElement element, string modelName, string file, string path)
    {
        this.element = element;
        this.modelName = modelName;
        this.file = file;
        this.path = path;
    }

    /// <summary>Whether there is anything here.</summary>
    public bool Exists => element.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    public bool IsObject => element.ValueKind == JsonValueKind.Object;

    public bool IsArray => element.ValueKind == JsonValueKind.Array;

    /// <summary>The member of that name; absent when there is none or this is absent.</summary>
    public PackageJson this[string name] => !Exists ? new(default, modelName, file, $"{path}.{name}")
        : !IsObject ? throw Error("an object")
        : new(element.TryGetProperty(name, out JsonElement member) ? member : default, modelName, file, $"{path}.{name}");

    /// <summary>Reads a file; absent when it does not exist.</summary>
    /// <exception cref="ModelPackageException">The file is no JSON.</exception>
    public static PackageJson ReadFile(string modelName, string folder, string name)
    {
        string file = Path.Combine(folder, name);
        if (!File.Exists(file))
        {
            return new(default, modelName, file, "$");
        }

        try
        {
            return new(Parse(File.ReadAllBytes(file)), modelName, file, "$");
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ModelPackageException($"Model '{modelName}': the file '{file}' cannot be read as JSON: {exception.Message}", exception);
        }
    }

    /// <summary>This, or what it spells out when it is a string that contains JSON.</summary>
    public PackageJson Unwrap()
    {
        if (element.ValueKind != JsonValueKind.String)
        {
            return this;
        }

        try
        {
            return new(Parse(System.Text.Encoding.UTF8.GetBytes(element.GetString()!)), modelName, file, path);
        }
        catch (JsonException exception)
        {
            throw new ModelPackageException($"Model '{modelName}': in '{file}', {path} is a string that should contain JSON: "
                + $"{exception.Message}", exception);
        }
    }

    public int Int() => IntOrNull() ?? throw Error("a whole number");

    public int? IntOrNull()
    {
        if (!Exists)
        {
            return null;
        }

        double value = Double();
        return value == Math.Floor(value) && Math.Abs(value) <= int.MaxValue ? (int)value : throw Error("a whole number");
    }

    public double Double() => DoubleOrNull() ?? throw Error("a number");

    public double? DoubleOrNull()
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Undefined or JsonValueKind.Null:
                return null;
            case JsonValueKind.Number:
                return element.GetDouble();
            case JsonValueKind.String when double.TryParse(element.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value):
                return value;
            default:
                throw Error("a number");
        }
    }

    public bool Bool(bool otherwise = false) => element.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => otherwise,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.GetDouble() != 0,
        JsonValueKind.String when bool.TryParse(element.GetString(), out bool value) => value,
        _ => throw Error("true or false"),
    };

    public string String() => StringOrNull() ?? throw Error("a string");

    public string? StringOrNull() => element.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.String => element.GetString(),
        _ => throw Error("a string"),
    };

    /// <summary>The elements; none when absent.</summary>
    public IEnumerable<PackageJson> Elements()
    {
        if (!Exists)
        {
            yield break;
        }

        if (!IsArray)
        {
            throw Error("an array");
        }

        int index = 0;
        foreach (JsonElement item in element.EnumerateArray())
        {
            yield return new(item, modelName, file, $"{path}[{index++}]");
        }
    }

    /// <summary>The members; none when absent.</summary>
    public IEnumerable<(string Name, PackageJson Value)> Members()
    {
        if (!Exists)
        {
            yield break;
        }

        if (!IsObject)
        {
            throw Error("an object");
        }

        foreach (JsonProperty member in element.EnumerateObject())
        {
            yield return (member.Name, new(member.Value, modelName, file, $"{path}.{member.Name}"));
        }
    }

    /// <summary>An error about this place.</summary>
    /// <param name="expected">What should be here.</param>
    public ModelPackageException Error(string expected)
    {
        string found = !Exists ? "nothing" : element.GetRawText();
        return new($"Model '{modelName}': in '{file}', {path} should be {expected}, but is {(found.Length > 60 ? found[..60] + "…" : found)}.");
    }

    private static JsonElement Parse(byte[] json)
    {
        using var document = JsonDocument.Parse(json.AsMemory(json is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0), new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        return document.RootElement.Clone();
    }
}
