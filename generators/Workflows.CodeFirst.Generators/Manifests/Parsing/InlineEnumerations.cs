using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using Workflows.CodeFirst.Generators.Collections;
using Workflows.CodeFirst.Generators.Manifests.Model;

namespace Workflows.CodeFirst.Generators.Manifests.Parsing;

/// <summary>
/// Names the closed sets that a family gives by their values: <c>{Family}{Property}</c>, and where versions differ each further set after the
/// first version that has it, <c>{Family}V{version}{Property}</c>.
/// </summary>
internal sealed class InlineEnumerations(string family)
{
    private readonly Dictionary<string, List<EnumerationModel>> byProperty = new(StringComparer.Ordinal);
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly ImmutableArray<EnumerationModel>.Builder all = ImmutableArray.CreateBuilder<EnumerationModel>();

    /// <summary>The version that is being read.</summary>
    public int Version { get; set; }

    public EnumerationModel Get(string property, string summary, EquatableArray<EnumerationValueModel> values)
    {
        if (!byProperty.TryGetValue(property, out var sets))
        {
            byProperty.Add(property, sets = []);
        }

        foreach (var known in sets)
        {
            if (known.Values.Equals(values))
            {
                return known;
            }
        }

        string name = sets.Count == 0 ? family + property : family + "V" + Version.ToString(CultureInfo.InvariantCulture) + property;
        for (int i = 2; !names.Add(name); i++)
        {
            name = family + "V" + Version.ToString(CultureInfo.InvariantCulture) + property + i.ToString(CultureInfo.InvariantCulture);
        }

        var made = new EnumerationModel(name, summary, values);
        sets.Add(made);
        all.Add(made);
        return made;
    }

    public EquatableArray<EnumerationModel> ToArray() => all.ToImmutable();
}
