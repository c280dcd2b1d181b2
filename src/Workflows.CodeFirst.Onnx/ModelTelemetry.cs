using System.Diagnostics.Metrics;

namespace Workflows.CodeFirst.Onnx;

/// <summary>What tools that watch a program have to know to watch its models.</summary>
/// <remarks>
/// A <see cref="Meter"/> has the histogram <c>model.network.duration</c>: the seconds of a call inside of ONNX Runtime, one measurement a
/// call, tagged with the model. While nobody listens, it costs nothing.
/// </remarks>
public static class ModelTelemetry
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "Workflows.CodeFirst.Onnx";

    /// <summary>The tag with the model's name.</summary>
    public const string ModelTag = "model.name";

    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> NetworkDuration =
        Meter.CreateHistogram<double>("model.network.duration", "s", "How long a call of a network took inside of ONNX Runtime.");

    internal static void Record(string model, TimeSpan inNetwork)
    {
        if (NetworkDuration.Enabled)
        {
            NetworkDuration.Record(inNetwork.TotalSeconds, new KeyValuePair<string, object?>(ModelTag, model));
        }
    }
}
