using System.Globalization;
using System.Reflection;
using System.Text;
using Workflows.CodeFirst.Cli.Import;
using Workflows.CodeFirst.Manifests;
using Workflows.CodeFirst.Runtime;

namespace Workflows.CodeFirst.Cli.Reference;

/// <summary>Writes the page of a family.</summary>
/// <param name="compatibility">Which families can be connected.</param>
/// <param name="pages">The page of each type identifier.</param>
/// <param name="implementations">The blocks that run here.</param>
internal sealed class BlockPage(Compatibility compatibility, IReadOnlyDictionary<string, BlockFamily> pages, BlockRegistry implementations)
{
    private const int MostFamilies = 8;
    private const int ExampleWidth = 120;

    /// <summary>The Markdown of the page.</summary>
    public string Write(BlockFamily family)
    {
        var text = new StringBuilder($"# {family.Newest.Family}\n\n{family.Newest.Summary}\n");
        foreach (var block in family.Versions)
        {
            WriteVersion(text, block, family.Newest.Summary);
        }

        return text.Append("\n[All blocks](README.md)\n").ToString();
    }

    private void WriteVersion(StringBuilder text, BlockManifest block, string summary)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {block.ClassName}\n\n");
        if (block.Deprecation is { } deprecation)
        {
            string instead = block.ReplacedBy is { } other && pages.TryGetValue(other, out var page) ? $" See [{page.Newest.Family}]({page.Page})." : "";
            text.Append(CultureInfo.InvariantCulture, $"> **Deprecated.** {deprecation}{instead}\n\n");
        }

        if (block.Summary != summary)
        {
            text.Append(block.Summary).Append("\n\n");
        }

        string aliases = block.TypeAliases.IsEmpty ? "" : $", also {string.Join(", ", block.TypeAliases.Select(static alias => $"`{alias}`"))}";
        text.Append(CultureInfo.InvariantCulture, $"`{block.Type}`{aliases} · {block.Category} · {Runs(block)}\n");
        WriteExample(text, block);
        WriteProperties(text, block);
        WriteOutputs(text, block);
        WriteConnections(text, "Takes values of", compatibility.Givers(block));
        WriteConnections(text, "Gives values to", compatibility.Takers(block));
    }

    /// <summary>Where a block runs, and what it needs there.</summary>
    private string Runs(BlockManifest block) => (implementations.CanRun(block), block.Runs) switch
    {
        (true, "roboflow_model") => "runs locally with a model package",
        (true, "network_sink") => "runs locally, sends over the network",
        (true, "filesystem_sink") => "runs locally, writes files",
        (true, _) => "runs locally",
        (_, "removed") => "no longer runs anywhere",
        (_, "hardware") => "needs a device: authored here, run by an inference server",
        _ => "authored here, run by an inference server",
    };

    private static void WriteExample(StringBuilder text, BlockManifest block)
    {
        var example = ExampleWorkflow.Of(block);
        text.Append(CultureInfo.InvariantCulture, $"\n```csharp\n{CSharpExample.Of(example)}\n```\n");
        if (block.DynamicOutputs == "inner_workflow")
        {
            text.Append("\nIn C# the steps of the inner workflow stand where they are inlined.\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\n```json\n{CompactJson.Format(example, ExampleWidth)}```\n");
    }

    private static void WriteProperties(StringBuilder text, BlockManifest block)
    {
        if (block.Properties.IsEmpty)
        {
            return;
        }

        text.Append("\n| Property | C# | Accepts | Default | |\n|---|---|---|---|---|\n");
        foreach (var property in block.Properties)
        {
            string name = string.Join(", ", property.Keys.Select(static key => $"`{key}`"));
            string value = property.Required ? "required" : property.DefaultJson is { } json ? $"`{Cell(json)}`" : "";
            text.Append(CultureInfo.InvariantCulture, $"| {name} | `{Members.Property(property)}` | {AcceptsText.Of(property)} | {value} | {Cell(property.Description ?? "")}{(property.Deprecated ? " Deprecated." : "")} |\n");
        }
    }

    private static void WriteOutputs(StringBuilder text, BlockManifest block)
    {
        if (block.Outputs.IsEmpty)
        {
            return;
        }

        text.Append("\n| Output | C# | Kinds | |\n|---|---|---|---|\n");
        foreach (var output in block.Outputs)
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{output.Name}` | {(Members.Output(block, output) is { } member ? $"`{member}`" : "named by the configuration")} | {AcceptsText.Kinds(output.Kinds)} | {Cell(output.Description ?? "")} |\n");
        }
    }

    private static void WriteConnections(StringBuilder text, string how, IReadOnlyList<BlockFamily> families)
    {
        if (families.Count > 0)
        {
            string shown = string.Join(", ", families.Take(MostFamilies).Select(static family => $"[{family.Newest.Family}]({family.Page})"));
            text.Append(CultureInfo.InvariantCulture, $"\n{how} {families.Count} {(families.Count == 1 ? "family" : "families")}: {shown}{(families.Count > MostFamilies ? ", …" : ".")}\n");
        }
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');
}

/// <summary>The C# members that stand for properties and outputs.</summary>
internal static class Members
{
    /// <summary>The method that sets a property.</summary>
    public static string Property(PropertyManifest property) => "With" + Pascal(property.Name);

    /// <summary>The property that is an output; null where the configuration names it.</summary>
    public static string? Output(BlockManifest block, OutputManifest output)
    {
        if (output.Name == "*")
        {
            return null;
        }

        string name = Pascal(output.Name);
        var type = TypeOf(block);
        return new[] { name, name + "Output" }.FirstOrDefault(member => type.GetProperty(member, BindingFlags.Public | BindingFlags.Instance)?.PropertyType.Name.StartsWith("StepOutput", StringComparison.Ordinal) == true);
    }

    /// <summary>The builder of a block.</summary>
    public static Type TypeOf(BlockManifest block) => typeof(Workflow).Assembly.GetType($"{block.Namespace}.{block.ClassName}", throwOnError: true)!;

    private static string Pascal(string name) => string.Concat(name.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(static word => char.ToUpperInvariant(word[0]) + word[1..]));
}
