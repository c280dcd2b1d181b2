using System.Globalization;
using Microsoft.CodeAnalysis;
using Workflows.CodeFirst.Generators.Tests.Harness;

namespace Workflows.CodeFirst.Generators.Tests.Catalogue;

/// <summary>C# connects blocks exactly where the engine does: every output of every block with every property.</summary>
public sealed class ConnectionTests
{
    private readonly Connections connections = new();

    [Fact]
    public void An_output_converts_to_a_property_exactly_where_the_engine_connects_them()
    {
        var known = new Dictionary<(ITypeSymbol From, ITypeSymbol To), bool>();
        int connected = 0;
        int refused = 0;
        foreach (var (property, accepted) in connections.Properties())
        {
            for (int i = 0; i < connections.Outputs.Count; i++)
            {
                if (connections.Outputs[i] is not { } output)
                {
                    continue;
                }

                bool converts = property.Overloads.Any(overload => Converts(output.Type, overload.Selector));
                Assert.True(accepted.Contains(i) == converts, $"{output.Block}.{output.Member} to {property.Block}.{property.Method}: C# says {converts}.");
                _ = converts ? connected++ : refused++;
            }
        }

        Assert.InRange(connected, 80_000, int.MaxValue);
        Assert.InRange(refused, 480_000, int.MaxValue);

        bool Converts(ITypeSymbol from, ITypeSymbol to)
        {
            if (!known.TryGetValue((from, to), out bool converts))
            {
                known.Add((from, to), converts = connections.Converts(from, to));
            }

            return converts;
        }
    }

    [Fact]
    public void A_property_for_inputs_takes_inputs_of_its_kinds_and_no_output()
    {
        int checks = 0;
        foreach (var (property, kinds) in connections.PropertiesForInputs())
        {
            var selector = Assert.Single(property.Overloads).Selector;
            Assert.All(kinds, kind => Assert.True(connections.Converts(connections.InputOf(kind), selector)));
            Assert.False(connections.Converts(connections.InputOf("numpy_array"), selector));
            Assert.All(connections.Outputs.OfType<OutputMember>(), output => Assert.False(connections.Converts(output.Type, selector)));
            checks++;
        }

        Assert.Equal(23, checks);
    }

    [Fact]
    public void A_sample_of_connections_compiles_or_does_not_as_it_should()
    {
        // Every n-th pair of both outcomes, as a statement a line.
        const int each = 1600;
        var pairs = connections.Properties()
            .SelectMany(property => connections.Outputs.Select((output, i) => (property.Property, Output: output, Accepted: property.Accepted.Contains(i))))
            .Where(static pair => pair.Output is not null)
            .ToLookup(static pair => pair.Accepted);
        var sample = Sample(pairs[true].ToList()).Concat(Sample(pairs[false].ToList())).ToList();

        const string head = "using Workflows.CodeFirst.Blocks;\n#pragma warning disable WF0003\ninternal static class Author\n{\n";
        int firstLine = head.Count(static c => c == '\n');
        string source = head
            + string.Concat(sample.Select((pair, i) => $"static void Connect{i}({pair.Output!.Block} from, {pair.Property.Block} to) => to.{pair.Property.Method}({Argument(pair.Property, pair.Output)});\n"))
            + "}\n";
        var errors = Compilations.Of(source).GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .GroupBy(static diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition.Line)
            .ToDictionary(static group => group.Key, static group => string.Join(" ", group.Select(static error => error.Id).Distinct()));

        Assert.Equal(2 * each, sample.Count);
        for (int i = 0; i < sample.Count; i++)
        {
            var (property, output, accepted) = sample[i];
            errors.TryGetValue(firstLine + i, out string? error);
            Assert.True((error is null) == accepted, $"{output!.Block}.{output.Member} to {property.Block}.{property.Method}: {error ?? "compiles"}");
            Assert.True(error is null or "CS1503", error);
        }

        string Argument(SelectorProperty property, OutputMember output)
        {
            var overload = property.Overloads.FirstOrDefault(overload => connections.Converts(output.Type, overload.Selector)) ?? property.Overloads[0];
            return string.Format(CultureInfo.InvariantCulture, overload.Argument, "from." + output.Member);
        }

        static IEnumerable<T> Sample<T>(List<T> all) => Enumerable.Range(0, each).Select(i => all[(int)((long)i * all.Count / each)]);
    }
}
