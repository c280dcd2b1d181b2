using System;
using System.Collections.Generic;
using System.Linq;
using Workflows.CodeFirst.Generators.Collections;
using Workflows.CodeFirst.Generators.Emit;
using Workflows.CodeFirst.Generators.Manifests.Model;
using Workflows.CodeFirst.Generators.Manifests.Parsing;

namespace Workflows.CodeFirst.Generators.Analyzers.Facts;

/// <summary>The facts of a block version, found by the names that its builder gives them.</summary>
internal sealed class BlockFacts
{
    private const string With = "With";

    private readonly Dictionary<string, PropertyModel> byIdentifier;
    private readonly Dictionary<string, PropertyModel> byParameter;
    private readonly Dictionary<string, PropertyModel> byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OutputModel> byMember;

    public BlockFacts(VersionModel model)
    {
        Model = model;
        byIdentifier = model.Properties.ToDictionary(static property => property.Identifier, StringComparer.Ordinal);
        byParameter = model.Properties.ToDictionary(static property => BuilderEmitter.ParameterOf(property).TrimStart('@'), StringComparer.Ordinal);
        byMember = model.Outputs.ToDictionary(output => Emitted.OutputMember(output.Identifier, model.ClassName), StringComparer.Ordinal);
        foreach (var property in model.Properties)
        {
            byKey[property.Name] = property;
            foreach (string alias in property.Aliases)
            {
                byKey[alias] = property;
            }
        }
    }

    public VersionModel Model { get; }

    public bool IsSink => Model.Category == "sink";

    /// <summary>The property that a <c>With…</c> method sets.</summary>
    public PropertyModel? SetBy(string method) =>
        method.StartsWith(With, StringComparison.Ordinal) && byIdentifier.TryGetValue(method.Substring(With.Length), out var property) ? property : null;

    /// <summary>The property that a parameter of a constructor sets.</summary>
    public PropertyModel? GivenAs(string parameter) => byParameter.TryGetValue(parameter, out var property) ? property : null;

    /// <summary>The property that a member of a JSON step sets.</summary>
    public PropertyModel? Keyed(string key) => byKey.TryGetValue(key, out var property) ? property : null;

    public PropertyModel? Named(string property) => byKey.TryGetValue(property, out var found) && found.Name == property ? found : null;

    /// <summary>The output that a property of the builder is.</summary>
    public OutputModel? OutputAt(string member) => byMember.TryGetValue(member, out var output) ? output : null;

    /// <summary>The enumeration that literals of a property are from.</summary>
    public EnumerationModel? EnumerationOf(string property) =>
        Named(property)?.Accepts.OfType<LiteralModel>().Select(static literal => literal.Enumeration).FirstOrDefault(static enumeration => enumeration is not null);

    /// <summary>The alternatives of a property that are selectors, inside lists and dictionaries too.</summary>
    public static IEnumerable<SelectorModel> Selectors(EquatableArray<AlternativeModel> alternatives)
    {
        foreach (var alternative in alternatives)
        {
            if (alternative is SelectorModel selector)
            {
                yield return selector;
            }
            else if (alternative is LiteralModel literal)
            {
                foreach (var nested in literal.Items.OfType<SelectorModel>())
                {
                    yield return nested;
                }
            }
        }
    }
}
