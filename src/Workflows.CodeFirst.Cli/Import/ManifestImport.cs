using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Cli.Import;

/// <summary>What an import comes to.</summary>
/// <param name="Families">What the sources describe.</param>
/// <param name="New">The manifests of new families, by the files that they belong in.</param>
/// <param name="Differences">Where sources and manifests do not agree.</param>
/// <param name="Notes">What was left out, and why.</param>
internal sealed record ManifestImport(
    ImmutableArray<ImportedFamily> Families,
    ImmutableArray<(string File, JsonObject Manifest)> New,
    ImmutableArray<Difference> Differences,
    ImmutableArray<string> Notes)
{
    /// <summary>Compares families with the manifests in a folder and makes manifests of those that an output folder lacks. Writes nothing.</summary>
    /// <param name="families">What the sources describe.</param>
    /// <param name="manifests">The folder to compare with.</param>
    /// <param name="output">The folder for new families; null for the one that is compared with.</param>
    /// <exception cref="InputException">A manifest in one of the folders is broken.</exception>
    public static ManifestImport Make(IReadOnlyList<ImportedFamily> families, string manifests, string? output)
    {
        var known = KnownManifests.Read(manifests);
        var there = output is null || Path.GetFullPath(output) == Path.GetFullPath(manifests) ? known : KnownManifests.Read(output);
        var taken = there.Names.ToHashSet(StringComparer.Ordinal);
        var made = ImmutableArray.CreateBuilder<(string, JsonObject)>();
        var notes = ImmutableArray.CreateBuilder<string>();
        var differences = ImmutableArray.CreateBuilder<Difference>();
        var types = new HashSet<string>(StringComparer.Ordinal);
        foreach (var family in families)
        {
            if (family.Versions.Select(version => types.Add(version.Type)).ToList().Contains(false))
            {
                notes.Add($"{family.Title}: described by two sources; the first is taken.");
                continue;
            }

            foreach (var version in family.Versions)
            {
                if (known.Find(version.Type) is { } manifest)
                {
                    differences.AddRange(ManifestComparison.Compare(version, manifest));
                }
                else if (known.FileOfFamily(version.Type) is { } file)
                {
                    differences.Add(new(file, version.Type, null, "version", "it exists", "nothing"));
                }
            }

            if (family.Versions.Select(version => there.Find(version.Type)?.File ?? there.FileOfFamily(version.Type)).OfType<string>().Any())
            {
                continue;
            }

            if (output is null && family.Versions.FirstOrDefault(static version => BlockCatalogue.Core.Find(version.Type) is not null) is { } builtIn)
            {
                notes.Add($"{family.Title}: not written, since the library has '{builtIn.Type}' already; give --output to write it.");
                continue;
            }

            if (family.Versions.Any(static version => version.Outputs.Any(static output => output.Name == "*")))
            {
                notes.Add($"{family.Title}: the configuration names outputs ('*'); no source says by what rule: add 'dynamicOutputs' by hand.");
            }

            string name = FamilyNames.Class(family, taken);
            taken.Add(name);
            var json = ManifestMaker.Make(family, name);
            made.Add((Path.Combine(output ?? manifests, (string)json["category"]!, FamilyNames.File(name) + ".json"), json));
        }

        return new([.. families], made.ToImmutable(), differences.ToImmutable(), notes.ToImmutable());
    }

    /// <summary>Writes the new families; each file is there completely or not at all.</summary>
    /// <exception cref="IOException">A file cannot be written, or exists already.</exception>
    public void Write()
    {
        foreach (var (file, manifest) in New)
        {
            AtomicFile.Write(file, CompactJson.Format(manifest), replace: false);
        }
    }
}
