using System.Text.Json;
using Workflows.CodeFirst.Imaging;
using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Conformance.Models;

/// <summary>The recorded runs of one package. Disposing it takes the model out of memory; a case that is run later loads it again.</summary>
internal sealed class GoldenFile : IDisposable
{
    private readonly string file;
    private readonly JsonElement root;
    private readonly GoldenImages images;
    private readonly Lazy<Model> model;

    private GoldenFile(string file, JsonElement root, Func<string, string> folderOf, GoldenImages images)
    {
        this.file = file;
        this.root = root;
        this.images = images;
        model = new(() => Model.Load(folderOf(root.GetProperty("package").GetString()!)));
    }

    /// <summary>Reads a file; null and a difference when it is none of this kind.</summary>
    public static GoldenFile? Open(string file, Func<string, string> folderOf, GoldenImages images, out Difference? problem)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var root = document.RootElement.Clone();
            problem = Check(root);
            return problem is null ? new(file, root, folderOf, images) : null;
        }
        catch (JsonException e)
        {
            problem = new("$", "valid JSON", e.Message);
            return null;
        }
    }

    public IEnumerable<ConformanceCase> Cases()
    {
        string name = Path.GetFileNameWithoutExtension(file);
        foreach (var recorded in root.GetProperty("images").EnumerateArray())
        {
            string imageName = recorded.GetProperty("image").GetString()!;
            string id = $"{name}/{imageName}";
            yield return Case($"{id}/input", imageName, (model, image) => InputComparison.Compare(root, recorded, model, image));
            yield return Case($"{id}/raw", imageName, (model, image) => OutputComparison.Compare(recorded.GetProperty("raw"), model, image));
            int number = 0;
            foreach (var request in recorded.GetProperty("requests").EnumerateArray())
            {
                yield return Case($"{id}/request-{number++}", imageName, (model, image) => RequestComparison.Compare(request, model, image));
            }
        }
    }

    public void Dispose()
    {
        if (model.IsValueCreated)
        {
            model.Value.Unload();
        }
    }

    private static Difference? Check(JsonElement root)
    {
        if (!Has(root, "package", JsonValueKind.String) || !Has(root, "images", JsonValueKind.Array))
        {
            return new("$", "a member 'package' and an array 'images'", "something else");
        }

        int index = 0;
        foreach (var image in root.GetProperty("images").EnumerateArray())
        {
            if (!Has(image, "image", JsonValueKind.String) || !Has(image, "input", JsonValueKind.Object)
                || !Has(image, "raw", JsonValueKind.Array) || !Has(image, "requests", JsonValueKind.Array))
            {
                return new($"$.images[{index}]", "the members 'image', 'input', 'raw' and 'requests'", "something else");
            }

            index++;
        }

        return null;
    }

    private static bool Has(JsonElement element, string name, JsonValueKind kind) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == kind;

    private ConformanceCase Case(string id, string imageName, Func<Model, Image, CaseResult> compare) =>
        new(id, file, () => compare(model.Value, images.Get(imageName)));
}

/// <summary>The images of the cases as PNG files, which hold the very pixels of the JPEG files that cases name.</summary>
internal sealed class GoldenImages(string folder)
{
    private readonly Dictionary<string, Image> decoded = [];

    public Image Get(string name)
    {
        if (!decoded.TryGetValue(name, out var image))
        {
            decoded[name] = image = Image.Load(Path.Combine(folder, Path.ChangeExtension(name, ".png")));
        }

        return image;
    }
}
