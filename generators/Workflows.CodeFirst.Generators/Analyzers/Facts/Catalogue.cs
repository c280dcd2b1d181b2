using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Workflows.CodeFirst.Generators.Diagnostics;
using Workflows.CodeFirst.Generators.Emit;
using Workflows.CodeFirst.Generators.Manifests;
using Workflows.CodeFirst.Generators.Manifests.Model;
using Workflows.CodeFirst.Generators.Manifests.Parsing;

namespace Workflows.CodeFirst.Generators.Analyzers.Facts;

/// <summary>The blocks that code of a project can use: those of the library, from the manifests inside this assembly, and the project's own.</summary>
internal sealed class Catalogue
{
    private static readonly Lazy<Catalogue> LazyCore = new(ReadCore);

    // A manifest is read again only when its text changes, however many compilations see it.
    private static readonly ConditionalWeakTable<SourceText, FamilyModel> ReadManifests = new();

    private readonly Dictionary<string, BlockFacts> byClass = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BlockFacts> byType = new(StringComparer.Ordinal);
    private readonly Catalogue? core;

    private Catalogue(Vocabulary vocabulary, Catalogue? core)
    {
        Vocabulary = vocabulary;
        this.core = core;
    }

    public static Catalogue Core => LazyCore.Value;

    public Vocabulary Vocabulary { get; }

    /// <summary>Every type identifier that is not an alias.</summary>
    public IEnumerable<string> Types => byClass.Values.Select(static block => block.Model.Type).Concat(core?.Types ?? []);

    /// <summary>The blocks of the library and of a project's manifests.</summary>
    public static Catalogue Of(AnalyzerOptions options, CancellationToken cancellation)
    {
        Catalogue? own = null;
        foreach (var file in options.AdditionalFiles)
        {
            if (ManifestFile.Of(file, options.AnalyzerConfigOptionsProvider) is { Role: ManifestRole.Blocks } && file.GetText(cancellation) is { } text)
            {
                own ??= new(Core.Vocabulary, Core);
                own.Add(ReadManifests.GetValue(text, text => FamilyParser.Parse(file.Path, text, Core.Vocabulary).Family));
            }
        }

        return own ?? Core;
    }

    /// <summary>The facts of a builder; null when it is none, or of another library.</summary>
    public BlockFacts? FindClass(INamedTypeSymbol builder)
    {
        bool isCore = builder.ContainingNamespace is { Name: "Blocks", ContainingNamespace: { Name: "CodeFirst", ContainingNamespace.Name: "Workflows" } };
        return (isCore ? core ?? this : this).byClass.TryGetValue(builder.Name, out var facts) ? facts : null;
    }

    /// <summary>The facts of a type identifier or alias.</summary>
    public BlockFacts? FindType(string type) => byType.TryGetValue(type, out var facts) ? facts : core?.FindType(type);

    private static Catalogue ReadCore()
    {
        var assembly = typeof(Catalogue).Assembly;
        var kinds = Read(assembly, "kinds.json");
        var vocabulary = new Vocabulary(VocabularyParser.Parse(kinds, new Problems("kinds.json", kinds))!);
        var catalogue = new Catalogue(vocabulary, null);
        foreach (string name in assembly.GetManifestResourceNames())
        {
            if (name.StartsWith("blocks/", StringComparison.Ordinal))
            {
                catalogue.Add(FamilyParser.Parse(name, Read(assembly, name), vocabulary).Family);
            }
        }

        return catalogue;
    }

    private static SourceText Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return SourceText.From(reader.ReadToEnd());
    }

    private void Add(FamilyModel family)
    {
        foreach (var version in family.Versions)
        {
            var facts = new BlockFacts(version);
            byClass[version.ClassName] = facts;
            byType[version.Type] = facts;
            foreach (string alias in version.Aliases)
            {
                byType[alias] = facts;
            }
        }
    }
}
