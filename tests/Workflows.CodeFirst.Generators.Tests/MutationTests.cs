using Microsoft.CodeAnalysis.Text;
using Workflows.CodeFirst.Generators.Collections;
using Workflows.CodeFirst.Generators.Diagnostics;
using Workflows.CodeFirst.Generators.Emit;
using Workflows.CodeFirst.Generators.Manifests;
using Workflows.CodeFirst.Generators.Manifests.Json;
using Workflows.CodeFirst.Generators.Manifests.Model;
using Workflows.CodeFirst.Generators.Manifests.Parsing;
using Workflows.CodeFirst.Generators.Tests.Harness;

namespace Workflows.CodeFirst.Generators.Tests;

/// <summary>
/// Drops, doubles and retypes every field of the committed manifests: whatever comes out is a diagnostic or code that compiles, never an
/// exception. All of some 300,000 such mutations are read and emitted; of the different results a sample is compiled.
/// </summary>
public sealed class MutationTests
{
    private const int MostCompiled = 100;
    private const string Namespace = "Consumer.Blocks";

    private static readonly Vocabulary Vocabulary = new(VocabularyParser.Parse(ManifestFiles.Kinds.GetText(), new Problems("", ManifestFiles.Kinds.GetText()))!);

    private static readonly string[] Values = ["null", "true", "7", "-1.5e3", "\"x\"", "\"\"", "[]", "{}", "[[]]", "[{\"literal\": \"any\"}]", "\"a\\\"b\\\\c</summary>\\n\\ud800\""];

    [Fact]
    public void No_field_can_be_broken_so_that_the_generator_breaks()
    {
        var tried = ManifestFiles.Committed.SelectMany(MutateFile).ToList();
        var fresh = new int[tried.Count][];
        int refused = 0;
        Parallel.For(0, tried.Count, i =>
        {
            var mutation = tried[i];
            try
            {
                var manifest = mutation.Parse();
                Claims.Settle([.. manifest.Claims], Vocabulary);
                fresh[i] = [.. Emit(mutation.New(manifest)).Select(static source => source.GetHashCode(StringComparison.Ordinal))];
                if (!manifest.Diagnostics.IsEmpty)
                {
                    Interlocked.Increment(ref refused);
                }
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"{mutation.Piece.Path}: {exception.Message}\n{mutation.Text}", exception);
            }
        });

        Assert.InRange(refused, tried.Count / 2, tried.Count - 1);

        // Only what no mutation before made is worth compiling; each gets a namespace of its own.
        var seen = new HashSet<int>();
        var distinct = Enumerable.Range(0, tried.Count).Where(i => fresh[i].Aggregate(false, (any, hash) => seen.Add(hash) || any)).ToList();
        var compiled = Sample(distinct, MostCompiled).SelectMany(i => Emit(tried[i].Parse().Family)
            .Select(source => source.Replace($"namespace {Namespace};", $"namespace {Namespace}{i};", StringComparison.Ordinal)));
        Check.None(Compilations.Of(compiled).Complaints());
    }

    [Fact]
    public void Cut_off_anywhere_a_manifest_is_malformed()
    {
        string content = ManifestFiles.Blur.Content.TrimEnd();
        for (int length = 0; length < content.Length; length++)
        {
            var manifest = FamilyParser.Parse("x.json", SourceText.From(content[..length]), Vocabulary);

            Assert.Equal("WFM001", Assert.Single(manifest.Diagnostics).Id);
        }
    }

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        var manifest = FamilyParser.Parse("x.json", SourceText.From(new string('[', 100_000)), Vocabulary);

        Assert.Equal("WFM001", Assert.Single(manifest.Diagnostics).Id);
    }

    private static IEnumerable<string> Emit(FamilyModel family) =>
    [
        .. family.Versions.Select(static version => BlockEmitter.Emit(version, Vocabulary, Namespace).ToString()),
        .. family.Enumerations.Select(static enumeration => EnumerationEmitter.Emit(enumeration, Namespace).ToString()),
    ];

    private static List<T> Sample<T>(List<T> all, int most) => all.Count <= most ? all : [.. Enumerable.Range(0, most).Select(i => all[(int)((long)i * all.Count / most)])];

    /// <summary>A version is mutated in a file without the others, which it has nothing to do with.</summary>
    private static IEnumerable<Mutation> MutateFile(TestFile file)
    {
        var root = JsonReader.Read(file.Content, out _, out _)!;
        var versions = root.Members.Single(static member => member.Name == "versions").Value;
        var whole = new Piece(file.Path, file.Content);
        foreach (var edit in MutateNode(file.Content, root, versions))
        {
            yield return new(whole, edit);
        }

        foreach (var version in versions.Items)
        {
            var alone = new Piece(file.Path, string.Concat(
                file.Content.AsSpan(0, versions.Span.Start + 1),
                file.Content.AsSpan(version.Span.Start, version.Span.Length),
                file.Content.AsSpan(versions.Span.End - 1)));
            var node = JsonReader.Read(alone.Content, out _, out _)!.Members.Single(static member => member.Name == "versions").Value.Items[0];
            foreach (var edit in MutateNode(alone.Content, node, null))
            {
                yield return new(alone, edit);
            }
        }
    }

    private static IEnumerable<Edit> MutateNode(string content, JsonNode node, JsonNode? except)
    {
        foreach (string value in Values)
        {
            yield return new(node.Span, value);
        }

        foreach (var (span, inner) in node.Members.Select(static member => (TextSpan.FromBounds(member.NameSpan.Start, member.Value.Span.End), member.Value))
            .Concat(node.Items.Select(static item => (item.Span, item))))
        {
            yield return Drop(content, span);
            yield return new(new(span.Start, 0), string.Concat(content.AsSpan(span.Start, span.Length), ", "));
            foreach (var edit in inner == except ? MutateItems(content, inner) : MutateNode(content, inner, except))
            {
                yield return edit;
            }
        }
    }

    /// <summary>The list of versions itself: its items are dropped and doubled, but not entered.</summary>
    private static IEnumerable<Edit> MutateItems(string content, JsonNode list) =>
    [
        .. Values.Select(value => new Edit(list.Span, value)),
        .. list.Items.SelectMany(item => new Edit[] { Drop(content, item.Span), new(new(item.Span.Start, 0), string.Concat(content.AsSpan(item.Span.Start, item.Span.Length), ", ")) }),
    ];

    // A member goes with the comma that follows it, the last one with the comma before it.
    private static Edit Drop(string content, TextSpan span)
    {
        int end = span.End;
        while (char.IsWhiteSpace(content[end]))
        {
            end++;
        }

        if (content[end] == ',')
        {
            return new(TextSpan.FromBounds(span.Start, end + 1), "");
        }

        int start = span.Start;
        while (char.IsWhiteSpace(content[start - 1]))
        {
            start--;
        }

        return new(TextSpan.FromBounds(content[start - 1] == ',' ? start - 1 : start, span.End), "");
    }

    /// <summary>A file, or one version of it, as it is.</summary>
    private sealed class Piece(string path, string content)
    {
        public string Path => path;

        public string Content => content;

        public FamilyModel Family { get; } = FamilyParser.Parse(path, SourceText.From(content), Vocabulary).Family;
    }

    private readonly record struct Mutation(Piece Piece, Edit Edit)
    {
        public string Text => string.Concat(Piece.Content.AsSpan(0, Edit.Span.Start), Edit.Replacement, Piece.Content.AsSpan(Edit.Span.End));

        public ParsedManifest Parse() => FamilyParser.Parse(Piece.Path, SourceText.From(Text), Vocabulary);

        /// <summary>What the mutation has changed; the rest is emitted as ever.</summary>
        public FamilyModel New(ParsedManifest mutated)
        {
            var known = Piece.Family;
            return new(
                mutated.Family.Versions.Where(version => !known.Versions.Contains(version)).ToEquatableArray(),
                mutated.Family.Enumerations.Where(enumeration => !known.Enumerations.Contains(enumeration)).ToEquatableArray());
        }
    }

    private readonly record struct Edit(TextSpan Span, string Replacement);
}
