using Workflows.CodeFirst.Generators.Collections;
using Workflows.CodeFirst.Generators.Diagnostics;
using Workflows.CodeFirst.Generators.Manifests.Model;

namespace Workflows.CodeFirst.Generators.Manifests;

internal enum ClaimKind
{
    Type,
    ClassName,
}

/// <summary>Something that only one manifest may have: a type identifier or a C# name.</summary>
/// <param name="Owner">The class or enumeration that claims it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The identifier or name.</param>
/// <param name="Place">The diagnostic, without its arguments, for the case that it is taken.</param>
internal sealed record ClaimModel(string Owner, ClaimKind Kind, string Text, DiagnosticInfo Place);

/// <summary>What reading a manifest file yields.</summary>
internal sealed record ParsedManifest(FamilyModel Family, EquatableArray<ClaimModel> Claims, EquatableArray<DiagnosticInfo> Diagnostics)
{
    public static ParsedManifest Broken(Problems problems) => new(FamilyModel.Empty, EquatableArray<ClaimModel>.Empty, problems.ToArray());
}
