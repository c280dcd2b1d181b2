using System.Globalization;
using Workflows.CodeFirst.Runtime;

namespace Workflows.CodeFirst.Cli;

/// <summary>Saves the images among the results of a run.</summary>
internal static class ResultImages
{
    /// <summary>Writes <c>&lt;image&gt;.&lt;output&gt;.png</c> for every image, numbered where an output holds several.</summary>
    public static void Save(IReadOnlyList<WorkflowResult> results, DirectoryInfo folder, IReadOnlyList<string> imageNames)
    {
        folder.Create();
        for (int i = 0; i < results.Count; i++)
        {
            string stem = imageNames.Count == results.Count ? imageNames[i] : string.Create(CultureInfo.InvariantCulture, $"result-{i}");
            foreach (string name in results[i].Names)
            {
                Save(results[i][name], folder, $"{stem}.{SafeName(name)}");
            }
        }
    }

    private static void Save(object? value, DirectoryInfo folder, string name)
    {
        switch (value)
        {
            case Image image:
                image.Save(Path.Combine(folder.FullName, $"{name}.png"));
                break;
            case IReadOnlyList<object?> list:
                for (int i = 0; i < list.Count; i++)
                {
                    Save(list[i], folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{i}"));
                }

                break;
            case IReadOnlyDictionary<string, object?> members:
                foreach (var (key, member) in members)
                {
                    Save(member, folder, $"{name}.{SafeName(key)}");
                }

                break;
        }
    }

    private static string SafeName(string name) => string.Join('_', name.Split(Path.GetInvalidFileNameChars()));
}
