namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// The score that a prediction needs: a number, or the model's own choice. A <see cref="double"/> converts implicitly.
/// </summary>
public readonly record struct ConfidenceThreshold
{
    private readonly ThresholdKind kind;

    private ConfidenceThreshold(ThresholdKind kind, double value)
    {
        this.kind = kind;
        Value = value;
    }

    private enum ThresholdKind : byte
    {
        Best,
        Default,
        Recommended,
        Number,
    }

    /// <summary>
    /// The thresholds that the package recommends, per class where it has them; the model's default where it recommends none.
    /// </summary>
    public static ConfidenceThreshold Best => default;

    /// <summary>The default of the model's family, 0.25 to 0.5.</summary>
    public static ConfidenceThreshold Default => new(ThresholdKind.Default, 0);

    /// <summary>
    /// The threshold that the package recommends for all classes, whatever it recommends for single ones; the model's default where it
    /// recommends none.
    /// </summary>
    internal static ConfidenceThreshold Recommended => new(ThresholdKind.Recommended, 0);

    /// <summary>The number, when this is one; otherwise 0.</summary>
    public double Value { get; }

    /// <summary>Whether this is a number rather than the model's choice.</summary>
    public bool IsNumber => kind == ThresholdKind.Number;

    internal bool IsBest => kind == ThresholdKind.Best;

    internal bool IsRecommended => kind == ThresholdKind.Recommended;

    /// <summary>A number as a threshold.</summary>
    /// <param name="value">The score, 0 to 1.</param>
    public static implicit operator ConfidenceThreshold(double value) => FromDouble(value);

    /// <summary>A number as a threshold.</summary>
    /// <param name="value">The score, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is not a number.</exception>
    public static ConfidenceThreshold FromDouble(double value) => double.IsNaN(value)
        ? throw new ArgumentOutOfRangeException(nameof(value), "A confidence threshold must be a number from 0 to 1, not NaN.")
        : new(ThresholdKind.Number, value);

    /// <inheritdoc/>
    public override string ToString() => kind switch
    {
        ThresholdKind.Best => "best",
        ThresholdKind.Default => "default",
        ThresholdKind.Recommended => "recommended",
        _ => Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
