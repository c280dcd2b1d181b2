using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Workflows.CodeFirst.Generators.Tests.Harness;

namespace Workflows.CodeFirst.Generators.Tests;

/// <summary>
/// The language connects an output to a property when their sets of kinds have one in common, or one of the sets contains any. C# has to convert
/// exactly then: for every kind and union as an output, every set as a property.
/// </summary>
public sealed class KindConversionTests
{
    private readonly CSharpCompilation compilation = Compilations.Of();

    [Theory]
    [InlineData("StepOutput", "ISelector")]
    [InlineData("StepOutput", "IStepOutput")]
    [InlineData("InputSelector", "ISelector")]
    [InlineData("InputSelector", "IInputSelector")]
    public void Selectors_convert_exactly_where_kinds_meet(string from, string to)
    {
        var sets = ReadSets();
        int converting = 0;
        foreach (var output in sets)
        {
            var source = Type(from, $"I{output.Name}Kind");
            foreach (var property in sets)
            {
                var target = Type(to, property.Kinds.Contains("*") ? "IKind" : $"IAccepts{property.Name}");
                bool expected = output.Kinds.Contains("*") || property.Kinds.Contains("*") || output.Kinds.Overlaps(property.Kinds);
                bool actual = compilation.ClassifyConversion(source, target) is { IsImplicit: true, IsReference: true };

                Assert.True(expected == actual, $"{output.Name} to {property.Name}: {actual}");
                converting += actual ? 1 : 0;
            }
        }

        Assert.InRange(converting, sets.Count, (sets.Count * sets.Count) - sets.Count);
    }

    [Theory]
    [InlineData("StepOutput", "IInputSelector")]
    [InlineData("InputSelector", "IStepOutput")]
    public void A_property_for_one_origin_takes_nothing_from_the_other(string from, string to)
    {
        foreach (var set in ReadSets())
        {
            string accepted = set.Kinds.Contains("*") ? "IKind" : $"IAccepts{set.Name}";
            Assert.False(compilation.ClassifyConversion(Type(from, $"I{set.Name}Kind"), Type(to, accepted)).IsImplicit);
        }
    }

    private static List<(string Name, HashSet<string> Kinds)> ReadSets()
    {
        using var document = JsonDocument.Parse(ManifestFiles.Kinds.Content);
        var singles = document.RootElement.GetProperty("kinds").EnumerateArray()
            .Select(static kind => (kind.GetProperty("identifier").GetString()!, new HashSet<string> { kind.GetProperty("name").GetString()! }));
        var unions = document.RootElement.GetProperty("unions").EnumerateArray()
            .Select(static union => (union.GetProperty("name").GetString()!, union.GetProperty("kinds").EnumerateArray().Select(static kind => kind.GetString()!).ToHashSet()));
        return [.. singles, .. unions];
    }

    private INamedTypeSymbol Type(string generic, string argument) =>
        compilation.GetTypeByMetadataName($"Workflows.CodeFirst.{generic}`1")!.Construct(compilation.GetTypeByMetadataName($"Workflows.CodeFirst.{argument}")!);
}
