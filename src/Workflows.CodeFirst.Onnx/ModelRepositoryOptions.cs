namespace Workflows.CodeFirst.Onnx;

/// <summary>How a <see cref="ModelRepository"/> keeps models.</summary>
public sealed record ModelRepositoryOptions
{
    /// <summary>Every option at its default.</summary>
    public static ModelRepositoryOptions Default { get; } = new();

    /// <summary>How its models are loaded.</summary>
    public ModelOptions Model { get; init; } = ModelOptions.Default;

    /// <summary>
    /// The most networks that stay in memory, 1 or more; beyond that, the one whose last use is longest ago is freed and loaded again when
    /// it is needed. Null keeps all.
    /// </summary>
    public int? MaxLoadedModels { get; init; }
}
