using System.Text.Json.Nodes;

namespace Workflows.CodeFirst.Cli.Import;

/// <summary>Compares what a source says about a block with its manifest.</summary>
internal static class ManifestComparison
{
    private const string Absent = "nothing";

    public static IEnumerable<Difference> Compare(ImportedVersion imported, KnownVersion known)
    {
        foreach (var statement in imported.States)
        {
            if (Differs(statement, known.Manifest) is { } manifest)
            {
                yield return new(known.File, imported.Type, null, statement.What, statement.Value, manifest);
            }
        }

        var properties = known.Properties.ToDictionary(static property => (string)property["name"]!, StringComparer.Ordinal);
        foreach (var property in imported.Properties)
        {
            if (!properties.Remove(property.Name, out var manifest))
            {
                yield return new(known.File, imported.Type, property.Name, "property", "it exists", Absent);
                continue;
            }

            foreach (var statement in property.States)
            {
                if (Differs(statement, manifest) is { } value)
                {
                    yield return new(known.File, imported.Type, property.Name, statement.What, statement.Value, value);
                }
            }
        }

        foreach (string name in properties.Keys)
        {
            yield return new(known.File, imported.Type, name, "property", Absent, "it exists");
        }
    }

    // What the manifest says, where that is something else.
    private static string? Differs(Statement statement, JsonObject manifest) =>
        statement.InManifest(manifest) is var value && value == statement.Value ? null : value;
}
