using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Workflows.CodeFirst.Generators.Diagnostics;
using Workflows.CodeFirst.Generators.Manifests;
using Workflows.CodeFirst.Generators.Manifests.Model;
using Workflows.CodeFirst.Generators.Manifests.Parsing;
using Workflows.CodeFirst.Generators.Tests.Harness;

namespace Workflows.CodeFirst.Generators.Tests;

/// <summary>What flows through the pipeline is plain data that is compared by value.</summary>
public sealed class ModelTests
{
    private static readonly Vocabulary Vocabulary = new(VocabularyParser.Parse(ManifestFiles.Kinds.GetText(), new Problems("", ManifestFiles.Kinds.GetText()))!);

    public static TheoryData<string> Paths { get; } = [.. ManifestFiles.Committed.Select(static file => Path.GetFileName(file.Path))];

    [Fact]
    public void No_step_after_reading_holds_anything_of_the_compiler()
    {
        var run = GeneratorRun.Of(ManifestFiles.Committed.Append(ManifestFiles.Blur).Prepend(ManifestFiles.Kinds));
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var types = new HashSet<Type>();
        foreach (var step in run.Result.TrackedSteps.Where(static step => Names().Contains(step.Key)))
        {
            foreach (var (value, _) in step.Value.SelectMany(static output => output.Outputs))
            {
                Visit(value, step.Key);
            }
        }

        Assert.Superset(
            new HashSet<Type> { typeof(VersionModel), typeof(PropertyModel), typeof(LiteralModel), typeof(SelectorModel), typeof(EnumerationModel), typeof(ClaimModel), typeof(Vocabulary) },
            types);

        void Visit(object? value, string path)
        {
            if (value is null || value.GetType().IsPrimitive || value is string or Enum)
            {
                return;
            }

            Assert.False(
                value is ISymbol or Compilation or SyntaxNode or SyntaxTree or SemanticModel or Location or Diagnostic or SourceText or AdditionalText,
                $"{path} is a {value.GetType()}.");
            if (!value.GetType().IsValueType && !seen.Add(value))
            {
                return;
            }

            types.Add(value.GetType());
            if (value is IEnumerable items)
            {
                foreach (object? item in items)
                {
                    Visit(item, path + "[]");
                }

                return;
            }

            for (var type = value.GetType(); type is not null; type = type.BaseType)
            {
                foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                {
                    Visit(field.GetValue(value), $"{path}.{field.Name}");
                }
            }
        }

        static IEnumerable<string> Names() => typeof(TrackingNames).GetFields().Select(static field => field.Name).Where(static name => name != nameof(TrackingNames.Files));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Equal_manifests_make_equal_models(string name)
    {
        var file = ManifestFiles.Committed.Single(file => Path.GetFileName(file.Path) == name);
        var one = Parse(file.Content);
        var same = Parse(new string(file.Content));
        var reformatted = Parse("  " + file.Content.Replace("\n", "\n\n", StringComparison.Ordinal));
        var other = Parse(file.Content.Replace("\"description\": \"", "\"description\": \"Really: ", StringComparison.Ordinal));

        Assert.Equal(one, same);
        Assert.Equal(one.GetHashCode(), same.GetHashCode());
        Assert.NotSame(one.Family, same.Family);
        Assert.Equal(one.Family, reformatted.Family);
        Assert.NotEqual(one.Claims, reformatted.Claims);
        Assert.NotEqual(one.Family, other.Family);
        Assert.NotEmpty(one.Family.Versions);
    }

    private static ParsedManifest Parse(string content) => FamilyParser.Parse("x.json", SourceText.From(content), Vocabulary);
}
