using Microsoft.CodeAnalysis.Diagnostics;
using Workflows.CodeFirst.Generators.Manifests.Parsing;

namespace Workflows.CodeFirst.Generators;

/// <summary>What a project says about the code to be generated.</summary>
internal sealed record Settings(string BlocksNamespace)
{
    public static Settings Of(AnalyzerConfigOptionsProvider options) =>
        options.GlobalOptions.TryGetValue("build_property.RootNamespace", out string? root) && root.Length > 0
            ? new(Identifiers.Namespace(root) + ".Blocks")
            : new("Blocks");
}
