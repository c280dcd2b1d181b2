using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Workflows.CodeFirst.Generators.Collections;
using Workflows.CodeFirst.Generators.Diagnostics;
using Workflows.CodeFirst.Generators.Emit;
using Workflows.CodeFirst.Generators.Manifests;

namespace Workflows.CodeFirst.Generators;

/// <summary>An owner of a claim in a file that lost it to another.</summary>
internal sealed record RejectedClaim(string Path, string Owner);

/// <summary>Decides between manifests that want the same type identifier or C# name: the first gets it.</summary>
internal sealed record Claims(EquatableArray<RejectedClaim> Rejected, EquatableArray<DiagnosticInfo> Diagnostics)
{
    public static Claims Settle(ImmutableArray<ClaimModel> claims, Vocabulary? vocabulary)
    {
        var taken = new Dictionary<(ClaimKind Kind, string Text), string>
        {
            [(ClaimKind.ClassName, Emitted.Catalogue)] = "the catalogue",
        };
        foreach (var enumeration in vocabulary?.Enumerations ?? EquatableArray<Manifests.Model.EnumerationModel>.Empty)
        {
            taken[(ClaimKind.ClassName, enumeration.Name)] = "a shared enumeration";
            taken[(ClaimKind.ClassName, Emitted.TextsOf(enumeration.Name))] = "a shared enumeration";
        }

        var rejected = new HashSet<RejectedClaim>();
        var diagnostics = ImmutableArray.CreateBuilder<DiagnosticInfo>();
        foreach (var claim in claims)
        {
            var key = (claim.Kind, claim.Text);
            if (taken.TryGetValue(key, out string? owner))
            {
                rejected.Add(new(claim.Place.Path, claim.Owner));
                diagnostics.Add(claim.Place with { Arguments = ImmutableArray.Create(claim.Text, owner) });
            }
            else
            {
                taken.Add(key, claim.Owner);
            }
        }

        return new(
            rejected.OrderBy(static claim => claim.Path, StringComparer.Ordinal).ThenBy(static claim => claim.Owner, StringComparer.Ordinal).ToEquatableArray(),
            diagnostics.ToImmutable());
    }
}
