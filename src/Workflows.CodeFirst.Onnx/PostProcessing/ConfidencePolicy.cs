using System.Collections.Immutable;

namespace Workflows.CodeFirst.Onnx;

/// <summary>How a score is compared with its threshold.</summary>
internal enum ThresholdTest
{
    /// <summary>A score must be greater.</summary>
    Greater,

    /// <summary>A score must be greater or equal.</summary>
    AtLeast,
}

/// <summary>Finds the threshold of each class, as the package's format resolves numbers, <c>best</c> and <c>default</c>.</summary>
internal sealed class ConfidencePolicy
{
    private readonly ThresholdTest test;
    private readonly ClassThresholds byDefault;
    private readonly ClassThresholds best;
    private readonly ClassThresholds forAll;

    public ConfidencePolicy(DecoderSpec spec, ImmutableArray<string> classNames, double defaultConfidence, ThresholdTest test)
    {
        this.test = test;
        byDefault = Uniform(defaultConfidence);
        best = forAll = byDefault;

        // Packages of the legacy format know no recommendations, and one without a global value recommends nothing.
        if (spec.Format == PackageFormat.Current && spec.Recommended is { Confidence: { } global } recommended)
        {
            forAll = Uniform(global);
            best = recommended.PerClass.Count == 0 ? forAll : PerClass(recommended, global, classNames);
        }
    }

    public ClassThresholds Resolve(ConfidenceThreshold requested) =>
        requested.IsNumber ? Uniform(requested.Value) : requested.IsBest ? best : requested.IsRecommended ? forAll : byDefault;

    private ClassThresholds Uniform(double value) => new(Bound(value), null);

    private ClassThresholds PerClass(RecommendedThresholds recommended, double global, ImmutableArray<string> classNames)
    {
        var bounds = new float[classNames.Length];
        for (int i = 0; i < bounds.Length; i++)
        {
            bounds[i] = Bound(recommended.PerClass.TryGetValue(classNames[i], out double own) ? own : global);
        }

        return new(Bound(global), bounds);
    }

    // Scores are compared in single precision. "At least t" is "greater than the number below t".
    private float Bound(double value) => test == ThresholdTest.Greater ? (float)value : MathF.BitDecrement((float)value);
}

/// <summary>The thresholds in force for one request: a score passes when it is greater.</summary>
internal readonly struct ClassThresholds
{
    private readonly float uniform;
    private readonly float[]? perClass;

    public ClassThresholds(float uniform, float[]? perClass)
    {
        this.uniform = uniform;
        this.perClass = perClass;
        Minimum = uniform;
        foreach (float bound in perClass ?? [])
        {
            Minimum = Math.Min(Minimum, bound);
        }
    }

    /// <summary>No score at or below this passes for any class.</summary>
    public float Minimum { get; }

    /// <summary>Whether every class has the same threshold.</summary>
    public bool IsUniform => perClass is null;

    /// <summary>The score that class <paramref name="classId"/> must exceed.</summary>
    public float this[int classId] => perClass is null || (uint)classId >= (uint)perClass.Length ? uniform : perClass[classId];
}
