namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// Where the time of model calls goes. Hand an instance to a call; times add up over calls. Not for calls that run at the same time.
/// </summary>
public sealed class ModelTimings
{
    /// <summary>Making the network's input from pixels.</summary>
    public TimeSpan PreProcessing { get; private set; }

    /// <summary>Running the network.</summary>
    public TimeSpan Inference { get; private set; }

    /// <summary>Making results from the network's outputs.</summary>
    public TimeSpan PostProcessing { get; private set; }

    /// <summary>All together.</summary>
    public TimeSpan Total => PreProcessing + Inference + PostProcessing;

    /// <summary>Images that the times are for.</summary>
    public int Images { get; private set; }

    /// <summary>Starts from zero.</summary>
    public void Reset() => (PreProcessing, Inference, PostProcessing, Images) = (default, default, default, 0);

    internal void Add(TimeSpan preProcessing, TimeSpan inference, TimeSpan postProcessing, int images)
    {
        PreProcessing += preProcessing;
        Inference += inference;
        PostProcessing += postProcessing;
        Images += images;
    }
}
