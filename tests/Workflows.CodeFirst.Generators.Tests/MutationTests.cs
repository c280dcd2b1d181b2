using Microsoft.CodeAnalysis.Text;
using Workflows.CodeFirst.Generators.Diagnostics;
using Workflows.CodeFirst.Generators.Emit;
using Workflows.CodeFirst.Generators.Manifests;
using Workflows.CodeFirst.Generators.Manifests.Json;
using Workflows.CodeFirst.Generators.Manifests.Parsing;
using Workflows.CodeFirst.Generators.Tests.Harness;

namespace Workflows.CodeFirst.Generators.Tests;

/// <summary>
/// Drops, doubles and retypes every field of the committed manifests: whatever comes out is a diagnostic or code that compiles, never an
/// exception. Where there are more mutations than a test run should take, every n-th is tried.
/// </summary>
public sealed class MutationTests
{
    private const int MostRead = 4_000;
    private const int MostCompiled = 100;
    private const string Namespace = "Consumer.Blocks";

    private static readonly Vocabulary Vocabulary = new(VocabularyParser.Parse(ManifestFiles.Kinds.GetText(), new Problems("", ManifestFiles.Kinds.GetText()))!);

    private static readonly string[] Values = ["null", "true", "7", "-1.5e3", "\"x\"", "\"\"", "[]", "{}", "[[]]", "[{\"literal\": \"any\"}]", "\"a\\\"b\\\\c</summary>\\n\\ud800\""];

    [Fact]
    public void No_field_can_be_broken_so_that_the_generator_breaks()
    {
        var mutations = ManifestFiles.Committed.SelectMany(static file => MutateNode(file.Content, JsonReader.Read(file.Content, out _, out _)!).Select(edit => (File: file, Edit: edit))).ToList();
        var tried = Sample(mutations, MostRead);
        var hashes = new int[tried.Count][];
        int refused = 0;
        Parallel.For(0, tried.Count, i =>
        {
            var (file, edit) = tried[i];
            try
            {
                var manifest = Parse(file, edit);
                Claims.Settle([.. manifest.Claims], Vocabulary);
                hashes[i] = [.. Emit(manifest).Select(static source => source.GetHashCode(StringComparison.Ordinal))];
                if (!manifest.Diagnostics.IsEmpty)
                {
                    Interlocked.Increment(ref refused);
                }
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"{file.Path}: {exception.Message}\n{edit.Of(file.Content)}", exception);
            }
        });

        Assert.InRange(refused, tried.Count / 2, tried.Count - 1);

        // Only what no mutation before made is worth compiling; each gets a namespace of its own.
        var seen = new HashSet<int>();
        var fresh = Enumerable.Range(0, tried.Count).Where(i => hashes[i].Aggregate(false, (fresh, hash) => seen.Add(hash) || fresh)).ToList();
        var compiled = Sample(fresh, MostCompiled).SelectMany(i => Emit(Parse(tried[i].File, tried[i].Edit))
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

    private static ParsedManifest Parse(TestFile file, Edit edit) => FamilyParser.Parse(file.Path, SourceText.From(edit.Of(file.Content)), Vocabulary);

    private static IEnumerable<string> Emit(ParsedManifest manifest) =>
    [
        .. manifest.Family.Versions.Select(static version => BlockEmitter.Emit(version, Vocabulary, Namespace).ToString()),
        .. manifest.Family.Enumerations.Select(static enumeration => EnumerationEmitter.Emit(enumeration, Namespace).ToString()),
    ];

    private static List<T> Sample<T>(List<T> all, int most) => all.Count <= most ? all : [.. Enumerable.Range(0, most).Select(i => all[(int)((long)i * all.Count / most)])];

    private static IEnumerable<Edit> MutateNode(string content, JsonNode node)
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
            foreach (var edit in MutateNode(content, inner))
            {
                yield return edit;
            }
        }
    }

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

    private readonly record struct Edit(TextSpan Span, string Replacement)
    {
        public string Of(string content) => string.Concat(content.AsSpan(0, Span.Start), Replacement, content.AsSpan(Span.End));
    }
}
