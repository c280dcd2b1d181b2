using System.Collections.Immutable;

namespace Workflows.CodeFirst.Manifests;

/// <summary>The facts of one property of a block.</summary>
public sealed record PropertyManifest
{
    /// <summary>The canonical name in workflow JSON.</summary>
    public required string Name { get; init; }

    /// <summary>Every JSON key that sets the property; where several are present, the first in this list wins.</summary>
    public ImmutableArray<string> Keys { get => field.IsDefaultOrEmpty ? [Name] : field; init; } = [];

    /// <summary>Whether the property has to be given.</summary>
    public bool Required { get; init; }

    /// <summary>The default as JSON text; null when there is none (a default of null is the text <c>null</c>).</summary>
    public string? DefaultJson { get; init; }

    /// <summary>Short description.</summary>
    public string? Description { get; init; }

    /// <summary>Whether the value is a secret that must not be shown.</summary>
    public bool Private { get; init; }

    /// <summary>Whether the property is not meant for people.</summary>
    public bool Hidden { get; init; }

    /// <summary>Whether the property should not be used in new work.</summary>
    public bool Deprecated { get; init; }

    /// <summary>Older texts and the values that they are read as.</summary>
    public ImmutableArray<KeyValuePair<string, string>> ValueAliases { get; init; } = [];

    /// <summary>Whether a value given alone is read as a list of one.</summary>
    public bool WrapsSingle { get; init; }

    /// <summary>The other property whose entries this dictionary's keys name; null when the keys are free.</summary>
    public string? KeysBoundIn { get; init; }

    /// <summary>What the property accepts, in the order in which a value is tried.</summary>
    public required ImmutableArray<Alternative> Accepts { get; init; }

    /// <summary>Bounds on any literal of the property, whichever alternative takes it.</summary>
    public Bounds Bounds { get; init; }

    /// <summary>Values of other properties for which this one matters; empty when it always does. Not enforced by the engine.</summary>
    public ImmutableArray<Condition> RelevantFor { get; init; } = [];

    /// <summary>Values of other properties that make this one necessary. Not enforced by the engine.</summary>
    public ImmutableArray<Condition> RequiredWhen { get; init; } = [];

    /// <summary>The kinds of all selector alternatives together, those of list elements and dictionary values included; empty when no selector is accepted.</summary>
    public ImmutableArray<string> Kinds => field.IsDefault ? field = CollectKinds() : field;

    private ImmutableArray<string> CollectKinds()
    {
        var kinds = ImmutableArray.CreateBuilder<string>();
        Collect(Accepts, nested: false);
        return kinds.ToImmutable();

        // The language looks for selectors in the property itself and one level into lists and dictionaries.
        void Collect(ImmutableArray<Alternative> alternatives, bool nested)
        {
            foreach (var alternative in alternatives)
            {
                switch (alternative)
                {
                    case SelectorAlternative selector:
                        foreach (string kind in selector.Kinds)
                        {
                            if (!kinds.Contains(kind))
                            {
                                kinds.Add(kind);
                            }
                        }

                        break;
                    case LiteralAlternative { Type: LiteralType.List or LiteralType.Dictionary } literal when !nested:
                        Collect(literal.Items, nested: true);
                        break;
                }
            }
        }
    }
}
