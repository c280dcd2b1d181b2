using System.Collections.Immutable;

namespace Workflows.CodeFirst.Validation;

/// <summary>What created each level of a batch, outermost first. Batches may meet in a step when one lineage begins with the other.</summary>
internal sealed class Lineage : IEquatable<Lineage>
{
    /// <summary>The origin of all batches that are given as inputs.</summary>
    public const string WorkflowInput = "<workflow_input>";

    private Lineage(ImmutableArray<string> origins) => Origins = origins;

    /// <summary>The lineage of a scalar.</summary>
    public static Lineage Scalar { get; } = new([]);

    /// <summary>The creators of the levels.</summary>
    public ImmutableArray<string> Origins { get; }

    /// <summary>The dimensionality.</summary>
    public int Depth => Origins.Length;

    public static Lineage Of(string origin) => new([origin]);

    /// <summary>One level deeper, created by <paramref name="origin"/>.</summary>
    public Lineage Append(string origin) => new(Origins.Add(origin));

    /// <summary>The outer <paramref name="depth"/> levels.</summary>
    public Lineage Take(int depth) => depth >= Depth ? this : new(Origins[..depth]);

    /// <summary>Whether this lineage begins with <paramref name="other"/> or is the same.</summary>
    public bool StartsWith(Lineage other) => other.Depth <= Depth && Origins.AsSpan(0, other.Depth).SequenceEqual(other.Origins.AsSpan());

    public bool Equals(Lineage? other) => other is not null && Origins.AsSpan().SequenceEqual(other.Origins.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as Lineage);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (string origin in Origins)
        {
            hash.Add(origin, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => $"[{string.Join(", ", Origins)}]";
}
