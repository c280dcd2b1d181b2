using System;
using System.Collections.Generic;
using System.Linq;
using Workflows.CodeFirst.Generators.Collections;
using Workflows.CodeFirst.Generators.Manifests.Model;

namespace Workflows.CodeFirst.Generators.Manifests;

/// <summary>The vocabulary with what is looked up in it. Equal to another of the same model.</summary>
internal sealed class Vocabulary : IEquatable<Vocabulary>
{
    /// <summary>The name of the kind that every value has and every property takes.</summary>
    public const string AnyKind = "*";

    private const string AnyValue = "object";

    private readonly VocabularyModel model;
    private readonly Dictionary<string, KindModel> kinds;
    private readonly Dictionary<string, UnionModel> unions;
    private readonly Dictionary<string, EnumerationModel> enumerations;
    private readonly Dictionary<string, EquatableArray<string>> sets;

    public Vocabulary(VocabularyModel model)
    {
        this.model = model;
        kinds = model.Kinds.ToDictionary(static kind => kind.Name, StringComparer.Ordinal);
        unions = model.Unions.ToDictionary(static union => KeyOf(union.Kinds), StringComparer.Ordinal);
        sets = model.Kinds.Select(static kind => (kind.Identifier, Kinds: new[] { kind.Name }.ToEquatableArray()))
            .Concat(model.Unions.Select(static union => (union.Name, union.Kinds)))
            .ToDictionary(static set => set.Item1, static set => set.Item2, StringComparer.Ordinal);
        enumerations = model.Enumerations.ToDictionary(static enumeration => enumeration.Name, StringComparer.Ordinal);
    }

    public IEnumerable<string> KindNames => kinds.Keys;

    public IEnumerable<string> EnumerationNames => enumerations.Keys;

    public EquatableArray<KindModel> Kinds => model.Kinds;

    public EquatableArray<UnionModel> Unions => model.Unions;

    public EquatableArray<EnumerationModel> Enumerations => model.Enumerations;

    public bool IsKind(string name) => kinds.ContainsKey(name);

    public EnumerationModel? FindEnumeration(string name) => enumerations.TryGetValue(name, out var found) ? found : null;

    /// <summary>The C# name of a set of kinds, which the interfaces of the set are named after; null when the set has none.</summary>
    public string? IdentifierOf(EquatableArray<string> set)
    {
        if (set.Contains(AnyKind))
        {
            return kinds[AnyKind].Identifier;
        }

        return set.Count == 1 ? kinds[set[0]].Identifier : unions.TryGetValue(KeyOf(set), out var union) ? union.Name : null;
    }

    /// <summary>The kinds of the set of a C# name; empty when there is none.</summary>
    public EquatableArray<string> KindsOf(string identifier) => sets.TryGetValue(identifier, out var set) ? set : EquatableArray<string>.Empty;

    /// <summary>The CLR type that the values of a set of kinds have in common.</summary>
    public string ValueOf(EquatableArray<string> set)
    {
        if (set.Contains(AnyKind))
        {
            return AnyValue;
        }

        if (unions.TryGetValue(KeyOf(set), out var union))
        {
            return union.Value;
        }

        string value = kinds[set[0]].Value;
        return set.All(kind => kinds[kind].Value == value) ? value : AnyValue;
    }

    /// <summary>
    /// Named sets that together make up the given one: for a set without a name of its own, as a user's block may have.
    /// Large ones are taken first, so that as few as possible are needed.
    /// </summary>
    public IEnumerable<string> Cover(EquatableArray<string> set)
    {
        var left = new HashSet<string>(set, StringComparer.Ordinal);
        foreach (var union in model.Unions.OrderByDescending(static union => union.Kinds.Count))
        {
            if (union.Kinds.All(set.Contains) && union.Kinds.Any(left.Contains))
            {
                left.ExceptWith(union.Kinds);
                yield return union.Name;
            }
        }

        foreach (string kind in set)
        {
            if (left.Contains(kind))
            {
                yield return kinds[kind].Identifier;
            }
        }
    }

    /// <summary>The names of the accepted sets that have a kind in common with <paramref name="set"/>: what a value of those kinds may be connected to.</summary>
    public IEnumerable<string> AcceptedBy(EquatableArray<string> set)
    {
        bool any = set.Contains(AnyKind);
        foreach (var kind in model.Kinds)
        {
            if (kind.Name != AnyKind && (any || set.Contains(kind.Name)))
            {
                yield return kind.Identifier;
            }
        }

        foreach (var union in model.Unions)
        {
            if (any || union.Kinds.Any(set.Contains))
            {
                yield return union.Name;
            }
        }
    }

    public bool Equals(Vocabulary? other) => other is not null && (ReferenceEquals(model, other.model) || model.Equals(other.model));

    public override bool Equals(object? obj) => Equals(obj as Vocabulary);

    public override int GetHashCode() => model.GetHashCode();

    private static string KeyOf(EquatableArray<string> set) => string.Join("\n", set.OrderBy(static kind => kind, StringComparer.Ordinal));
}
