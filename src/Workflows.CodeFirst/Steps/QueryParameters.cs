using System.Collections.Immutable;
using System.Text.Json;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst;

/// <summary>Gives a step the values of the workflow that its queries use: adds them to the property that holds values by name.</summary>
internal static class QueryParameters
{
    /// <summary>The values with what the queries among them use.</summary>
    /// <exception cref="ArgumentException">The block cannot be given values, or a name is taken.</exception>
    public static ImmutableArray<PropertyValue?> Complete(BlockManifest manifest, string step, ImmutableArray<PropertyValue?> values)
    {
        foreach (var value in values)
        {
            if (value is PropertyValue.Literal { Parameters.IsEmpty: false } query)
            {
                int index = FindHolder(manifest);
                values = index >= 0
                    ? values.SetItem(index, new PropertyValue.Dictionary(Merge(manifest.Properties[index].Name, step, values[index], query.Parameters)))
                    : throw new ArgumentException(
                        $"Step '{step}': the block '{manifest.Type}' knows only what its operations are applied to, so its query cannot use '{query.Parameters[0].Value.Text}'.");
            }
        }

        return values;
    }

    /// <summary>The property that is a dictionary of selectors of any kind; -1 when there is none.</summary>
    private static int FindHolder(BlockManifest manifest)
    {
        for (int i = 0; i < manifest.Properties.Length; i++)
        {
            foreach (var alternative in manifest.Properties[i].Accepts)
            {
                if (alternative is LiteralAlternative { Type: LiteralType.Dictionary, Items: [SelectorAlternative selector] } && selector.Kinds.Contains("*"))
                {
                    return i;
                }
            }
        }

        return -1;
    }

    private static ImmutableArray<KeyValuePair<string, PropertyValue>> Merge(
        string property,
        string step,
        PropertyValue? given,
        ImmutableArray<KeyValuePair<string, ISelector>> parameters)
    {
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, PropertyValue>>();
        switch (given)
        {
            case PropertyValue.Dictionary dictionary:
                entries.AddRange(dictionary.Entries);
                break;
            case PropertyValue.Literal { Json.ValueKind: JsonValueKind.Object } literal:
                foreach (var member in literal.Json.EnumerateObject())
                {
                    entries.Add(new(member.Name, new PropertyValue.Literal(member.Value)));
                }

                break;
        }

        foreach (var (name, selector) in parameters)
        {
            int known = IndexOf(entries, name);
            if (known < 0)
            {
                entries.Add(new(name, new PropertyValue.Reference(selector)));
            }
            else if (entries[known].Value is not PropertyValue.Reference reference || reference.Selector.Text != selector.Text || !ReferenceEquals(reference.Selector.Target, selector.Target))
            {
                throw new ArgumentException(
                    $"Step '{step}': a query uses '{selector.Text}' under the name '{name}', which '{property}' gives to something else: choose another name there, and Query.Named in the query.");
            }
        }

        return entries.ToImmutable();
    }

    private static int IndexOf(ImmutableArray<KeyValuePair<string, PropertyValue>>.Builder entries, string name)
    {
        for (int i = 0; i < entries.Count; i++)
        {
            if (entries[i].Key == name)
            {
                return i;
            }
        }

        return -1;
    }
}
