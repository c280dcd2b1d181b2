using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Workflows.CodeFirst.Generators.Collections;
using Workflows.CodeFirst.Generators.Diagnostics;
using Workflows.CodeFirst.Generators.Emit;
using Workflows.CodeFirst.Generators.Manifests;
using Workflows.CodeFirst.Generators.Manifests.Model;
using Workflows.CodeFirst.Generators.Manifests.Parsing;

namespace Workflows.CodeFirst.Generators;

/// <summary>
/// Makes C# of block manifests: read each file into a model without symbols, settle what the files may not have in common, emit file by file.
/// Nothing here depends on the compilation, so that typing in C# files runs none of it.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class BlockGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, _) => ManifestFile.Of(pair.Left, pair.Right))
            .Where(static file => file is not null)
            .Select(static (file, _) => file!)
            .WithTrackingName(TrackingNames.Files);
        var settings = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => Settings.Of(options));

        var vocabularies = files.Where(static file => file.Role != ManifestRole.Blocks).Collect().Select(ReadVocabulary);
        var vocabulary = vocabularies.Select(static (read, _) => read.Vocabulary).WithTrackingName(TrackingNames.Vocabulary);

        var manifests = files.Where(static file => file.Role == ManifestRole.Blocks)
            .Combine(vocabulary)
            .Select(ReadManifest)
            .WithTrackingName(TrackingNames.Manifests);
        var families = manifests.Select(static (manifest, _) => (manifest.Path, manifest.Read.Family)).WithTrackingName(TrackingNames.Families);
        var claims = manifests.SelectMany(static (manifest, _) => manifest.Read.Claims)
            .Collect()
            .Combine(vocabulary)
            .Select(static (pair, _) => Claims.Settle(pair.Left, pair.Right?.Vocabulary))
            .WithTrackingName(TrackingNames.Claims);
        var rejected = claims.Select(static (claims, _) => claims.Rejected).WithTrackingName(TrackingNames.Rejected);
        var accepted = families.Combine(rejected).Select(Accept);

        var versions = accepted.SelectMany(static (family, _) => family.Versions).WithTrackingName(TrackingNames.Versions);
        var enumerations = accepted.SelectMany(static (family, _) => family.Enumerations).WithTrackingName(TrackingNames.Enumerations);
        var catalogue = versions.Select(static (version, _) => new CatalogueEntry(version.ClassName, version.Type, version.Aliases))
            .Collect()
            .Select(static (entries, _) => entries.ToEquatableArray())
            .WithTrackingName(TrackingNames.Catalogue);

        context.RegisterSourceOutput(versions.Combine(vocabulary).Combine(settings), static (output, source) =>
        {
            var ((version, vocabulary), settings) = source;
            output.AddSource(version.ClassName + ".g.cs", BlockEmitter.Emit(version, vocabulary!.Vocabulary, settings.BlocksNamespace));
        });
        context.RegisterSourceOutput(enumerations.Combine(settings), static (output, source) =>
            output.AddSource(source.Left.Name + ".g.cs", EnumerationEmitter.Emit(source.Left, source.Right.BlocksNamespace)));
        context.RegisterSourceOutput(vocabulary, EmitVocabulary);
        context.RegisterSourceOutput(catalogue.Combine(vocabulary).Combine(settings), static (output, source) =>
        {
            var ((entries, vocabulary), settings) = source;
            bool isLibrary = vocabulary is { IsOwn: true };
            if (isLibrary || !entries.IsEmpty)
            {
                output.AddSource(Emitted.Catalogue + ".g.cs", CatalogueEmitter.Emit(entries.ToImmutableArray(), settings.BlocksNamespace, isPublic: !isLibrary));
            }
        });

        var diagnostics = manifests.Select(static (manifest, _) => manifest.Read.Diagnostics).WithTrackingName(TrackingNames.Diagnostics);
        context.RegisterSourceOutput(diagnostics, Report);
        context.RegisterSourceOutput(claims.Select(static (claims, _) => claims.Diagnostics), Report);
        context.RegisterSourceOutput(vocabularies.Select(static (read, _) => read.Diagnostics), Report);
        context.RegisterSourceOutput(manifests.Collect().Select(static (all, _) => all.Length).Combine(vocabulary), static (output, source) =>
        {
            if (source is { Left: > 0, Right: null })
            {
                output.ReportDiagnostic(Diagnostic.Create(ManifestRules.NoKinds, Location.None, "There are block manifests but no sound kinds.json: no block can be generated"));
            }
        });
    }

    private static ReadVocabularies ReadVocabulary(ImmutableArray<ManifestFile> files, CancellationToken cancellation)
    {
        if (files.IsEmpty)
        {
            return new(null, EquatableArray<DiagnosticInfo>.Empty);
        }

        // A project has one: its own, or the library's.
        var file = files[0];
        var text = file.Text.GetText(cancellation) ?? SourceText.From("");
        var problems = new Problems(file.Text.Path, text);
        var model = VocabularyParser.Parse(text, problems);
        var diagnostics = problems.ToArray();
        foreach (var surplus in files.Skip(1))
        {
            var more = new Problems(surplus.Text.Path, surplus.Text.GetText(cancellation) ?? SourceText.From(""));
            more.Add(ManifestRules.NoKinds, default, "Another file has the kinds already: this one is not read");
            diagnostics = diagnostics.Concat(more.ToArray()).ToEquatableArray();
        }

        return new(model is null ? null : new(new(model), file.Role == ManifestRole.Kinds), diagnostics);
    }

    private static (string Path, ParsedManifest Read) ReadManifest((ManifestFile File, ProjectVocabulary? Vocabulary) source, CancellationToken cancellation)
    {
        string path = source.File.Text.Path;
        var text = source.File.Text.GetText(cancellation) ?? SourceText.From("");
        return (path, source.Vocabulary is null
            ? ParsedManifest.Broken(new(path, text))
            : FamilyParser.Parse(path, text, source.Vocabulary.Vocabulary));
    }

    private static FamilyModel Accept(((string Path, FamilyModel Family) File, EquatableArray<RejectedClaim> Rejected) source, CancellationToken cancellation)
    {
        var lost = source.Rejected.Where(claim => claim.Path == source.File.Path).Select(static claim => claim.Owner).ToImmutableHashSet();
        var family = source.File.Family;
        if (lost.IsEmpty)
        {
            return family;
        }

        // Without its enumerations no version of the family would compile.
        return family.Enumerations.Any(enumeration => lost.Contains(enumeration.Name))
            ? FamilyModel.Empty
            : family with { Versions = family.Versions.Where(version => !lost.Contains(version.ClassName)).ToEquatableArray() };
    }

    private static void EmitVocabulary(SourceProductionContext output, ProjectVocabulary? source)
    {
        if (source is not { IsOwn: true, Vocabulary: var vocabulary })
        {
            return;
        }

        output.AddSource("AcceptedSets.g.cs", KindsEmitter.AcceptedSets(vocabulary));
        output.AddSource("Kinds.g.cs", KindsEmitter.Kinds(vocabulary));
        output.AddSource("Kind.g.cs", KindsEmitter.Values(vocabulary));
        foreach (var enumeration in vocabulary.Enumerations)
        {
            output.AddSource(enumeration.Name + ".g.cs", EnumerationEmitter.Emit(enumeration, Emitted.LibraryBlocks));
        }
    }

    private static void Report(SourceProductionContext output, EquatableArray<DiagnosticInfo> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            output.ReportDiagnostic(diagnostic.ToDiagnostic());
        }
    }

    private sealed record ReadVocabularies(ProjectVocabulary? Vocabulary, EquatableArray<DiagnosticInfo> Diagnostics);
}

/// <summary>The vocabulary that a project's blocks are written in, and whether the project is the one that declares it.</summary>
internal sealed record ProjectVocabulary(Vocabulary Vocabulary, bool IsOwn);
