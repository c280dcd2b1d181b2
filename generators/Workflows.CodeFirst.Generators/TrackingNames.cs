namespace Workflows.CodeFirst.Generators;

/// <summary>The names of the pipeline's steps, as tests ask for them.</summary>
internal static class TrackingNames
{
    public const string Files = nameof(Files);
    public const string Vocabulary = nameof(Vocabulary);
    public const string Manifests = nameof(Manifests);
    public const string Families = nameof(Families);
    public const string Claims = nameof(Claims);
    public const string Rejected = nameof(Rejected);
    public const string Versions = nameof(Versions);
    public const string Enumerations = nameof(Enumerations);
    public const string Catalogue = nameof(Catalogue);
    public const string Diagnostics = nameof(Diagnostics);
}
