using System.Collections.Immutable;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Runtime.Blocks.Models;

/// <summary>Translates what workflows say about thresholds and limits into what models understand.</summary>
internal static class Thresholds
{
    /// <summary>The threshold of a mode.</summary>
    /// <exception cref="ArgumentException">The mode is custom, but there is no custom confidence.</exception>
    public static ConfidenceThreshold Of(ConfidenceMode mode, double? custom) => mode switch
    {
        ConfidenceMode.Best => ConfidenceThreshold.Best,
        ConfidenceMode.Default => ConfidenceThreshold.Default,
        _ => Custom(custom),
    };

    /// <inheritdoc cref="Of(ConfidenceMode, double?)"/>
    public static ConfidenceThreshold Of(BasicConfidenceMode mode, double? custom) =>
        mode == BasicConfidenceMode.Default ? ConfidenceThreshold.Default : Custom(custom);

    /// <summary>The names of the classes to return; none means all.</summary>
    public static ImmutableArray<string> Classes(IReadOnlyList<string>? names) => names is null ? [] : [.. names];

    /// <summary>A limit that the language leaves open upwards.</summary>
    public static int Limit(long count) => (int)Math.Clamp(count, 1, int.MaxValue);

    private static double Custom(double? custom) =>
        custom ?? throw new ArgumentException("confidence_mode is \"custom\", which needs a number as custom_confidence, but that is null.");
}
