using System.Reflection;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Workflows.CodeFirst.Generators.Manifests.Parsing;
using Workflows.CodeFirst.Generators.Tests.Harness;
using Workflows.CodeFirst.Manifests;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Generators.Tests.Catalogue;

/// <summary>An output of a block as C# has it.</summary>
/// <param name="Block">The class.</param>
/// <param name="Member">The property.</param>
/// <param name="Type">Its type, <c>StepOutput&lt;…&gt;</c>.</param>
internal sealed record OutputMember(string Block, string Member, ITypeSymbol Type);

/// <summary>A property of a block as C# has it.</summary>
/// <param name="Block">The class.</param>
/// <param name="Method"><c>With…</c>.</param>
/// <param name="Overloads">Its overloads that take selectors.</param>
internal sealed record SelectorProperty(string Block, string Method, IReadOnlyList<SelectorOverload> Overloads);

/// <summary>An overload that takes a selector, a list or a dictionary of them.</summary>
/// <param name="Selector">The type that a selector has to convert to.</param>
/// <param name="Argument">How an argument is written, with a selector in place of the zero.</param>
internal sealed record SelectorOverload(ITypeSymbol Selector, string Argument);

/// <summary>Which outputs the engine lets be connected to which properties, and the C# members for both.</summary>
internal sealed class Connections
{
    private readonly CSharpCompilation compilation = Compilations.Of();
    private readonly JsonElement facts = JsonDocument.Parse(File.ReadAllBytes(RepositoryFiles.Path("tests", "data", "blocks", "connections.json"))).RootElement;

    public Connections()
    {
        string[] types = [.. facts.GetProperty("types").EnumerateArray().Select(static type => type.GetString()!)];
        Outputs = [.. facts.GetProperty("outputs").EnumerateArray().Select(output => FindOutput(types[output[0].GetInt32()], output[1].GetString()!))];
    }

    /// <summary>The outputs, by their numbers in the facts; null where the configuration names them.</summary>
    public IReadOnlyList<OutputMember?> Outputs { get; }

    /// <summary>Every property that outputs may be connected to, with the numbers of those.</summary>
    public IEnumerable<(SelectorProperty Property, HashSet<int> Accepted)> Properties()
    {
        HashSet<int>[] rules = [.. facts.GetProperty("rules").EnumerateArray().Select(static rule => rule.GetProperty("accepts").EnumerateArray().Select(static number => number.GetInt32()).ToHashSet())];
        foreach (var block in facts.GetProperty("properties").EnumerateObject())
        {
            foreach (var property in block.Value.EnumerateObject())
            {
                yield return (FindProperty(block.Name, property.Name), rules[property.Value.GetInt32()]);
            }
        }
    }

    /// <summary>Every property that only workflow inputs may be connected to, with the kinds of those.</summary>
    public IEnumerable<(SelectorProperty Property, string[] Kinds)> PropertiesForInputs()
    {
        foreach (var block in facts.GetProperty("inputsOnly").EnumerateObject())
        {
            foreach (var property in block.Value.EnumerateObject())
            {
                yield return (FindProperty(block.Name, property.Name), [.. property.Value.EnumerateArray().Select(static kind => kind.GetString()!)]);
            }
        }
    }

    public bool Converts(ITypeSymbol from, ITypeSymbol to) => compilation.ClassifyConversion(from, to) is { IsImplicit: true, IsReference: true };

    /// <summary>The type of an input of a kind.</summary>
    public ITypeSymbol InputOf(string kind)
    {
        string value = typeof(Kind).GetProperties(BindingFlags.Public | BindingFlags.Static).Single(property => property.GetValue(null) is Kind found && found.Name == kind).Name;
        return compilation.GetTypeByMetadataName("Workflows.CodeFirst.InputSelector`1")!.Construct(compilation.GetTypeByMetadataName($"Workflows.CodeFirst.I{value}Kind")!);
    }

    private OutputMember? FindOutput(string type, string output)
    {
        if (output == "*")
        {
            return null;
        }

        var block = Class(type);
        string name = Identifiers.Pascal(output);
        var member = block.GetMembers().OfType<IPropertySymbol>().Single(member => (member.Name == name || member.Name == name + "Output") && member.Type.Name == "StepOutput");
        return new(block.Name, member.Name, member.Type);
    }

    private SelectorProperty FindProperty(string type, string property)
    {
        var block = Class(type);
        string method = "With" + Identifiers.Pascal(property);
        return new(block.Name, method, [.. block.GetMembers(method).OfType<IMethodSymbol>().Select(static overload => Unwrap(overload.Parameters[0].Type)).OfType<SelectorOverload>()]);
    }

    // A selector, a list of them, or a dictionary of them.
    private static SelectorOverload? Unwrap(ITypeSymbol parameter) => parameter switch
    {
        INamedTypeSymbol { Name: "ISelector" or "IInputSelector" or "IStepOutput" } => new(parameter, "{0}"),
        INamedTypeSymbol { Name: "IEnumerable", TypeArguments: [INamedTypeSymbol { IsTupleType: true } entry] } when Unwrap(entry.TupleElements[1].Type) is { } value => value with { Argument = "(\"key\", {0})" },
        INamedTypeSymbol { Name: "IEnumerable", TypeArguments: [var item] } => Unwrap(item),
        _ => null,
    };

    private INamedTypeSymbol Class(string type) =>
        compilation.GetTypeByMetadataName($"Workflows.CodeFirst.Blocks.{BlockCatalogue.Core.Find(type)!.ClassName}")!;
}
