using System.Collections.Immutable;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Json;

/// <summary>The shape of a configuration object: a query, a case, options of a model.</summary>
internal abstract record ObjectSchema
{
    /// <summary>One of several objects, told apart by their <c>type</c>.</summary>
    public sealed record OneOf(ImmutableArray<string> Schemas) : ObjectSchema;

    /// <summary>An object with known fields; others are ignored.</summary>
    /// <param name="Tags">What its <c>type</c> may be; empty when it has none.</param>
    /// <param name="Members">The fields, described like properties of blocks.</param>
    public sealed record Fields(ImmutableArray<string> Tags, ImmutableArray<PropertyManifest> Members) : ObjectSchema;
}
