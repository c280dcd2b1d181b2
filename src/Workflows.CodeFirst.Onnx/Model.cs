using System.Collections.Immutable;

namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// A detection, keypoint, segmentation or classification model, loaded from a package folder and run on images. One call does all of it:
/// pre-processing, network, post-processing, by the rules of the package's format.
/// </summary>
/// <remarks>
/// <para>Any number of threads may use one model at the same time; the results are those of one thread.</para>
/// <para>
/// <see cref="Dispose"/> lets running calls finish and frees the network with the last of them; calls that start later throw
/// <see cref="ObjectDisposedException"/>. <see cref="Unload"/> frees the network likewise, but the next call loads it again.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// using var model = Model.Load("models/shapes-detection/1");
/// foreach (Detection found in model.Detect(image))
///     Console.WriteLine($"{found.ClassName} {found.Confidence:P0} at {found.Box}");
/// </code>
/// </example>
public sealed partial class Model : IDisposable
{
    private readonly ModelPackage package;
    private readonly ModelOptions options;
    private readonly Action<Model>? onUse;
    private readonly Lock loading = new();
    private volatile LoadedModel? loaded;
    private volatile bool isDisposed;

    internal Model(ModelPackage package, ModelOptions options, Action<Model>? onUse = null)
    {
        this.package = package;
        this.options = options;
        this.onUse = onUse;
    }

    /// <summary>The model's identifier, such as <c>people-pose/3</c>.</summary>
    public string Name => package.Name;

    /// <summary>What the model does, which decides on the method to call.</summary>
    public ModelTask Task => package.Task;

    /// <summary>The architecture as the package spells it, such as <c>yolov8n</c>.</summary>
    public string Architecture => package.Architecture;

    /// <summary>The package's format, which decides on many details of pre- and post-processing.</summary>
    public PackageFormat Format => package.Format;

    /// <summary>The names of the classes that results can have, by number.</summary>
    public ImmutableArray<string> ClassNames { get => field.IsDefault ? field = new ClassTable(package.ToDecoderSpec()).Names : field; private set; }

    /// <summary>The keypoints and lines of each class; empty unless this is a keypoint model.</summary>
    public ImmutableArray<Skeleton> Skeletons => package.Skeletons;

    /// <summary>Whether the network is in memory.</summary>
    public bool IsLoaded => loaded is not null;

    /// <summary>The size of the network's input. Loads the network.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public ImageSize InputSize => Use(static model => model.InputSize);

    /// <summary>The most images that are run at once when a batch is given. Loads the network.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public int MaxBatchSize => Use(static model => model.MaxBatch);

    /// <summary>The execution provider that runs the network, the first of the wanted ones that could be had. Loads the network.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public ExecutionProvider ExecutionProvider => Use(static model => model.Session.Provider);

    /// <summary>Why wanted execution providers were passed over; empty when the first one is used. Loads the network.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public ImmutableArray<string> SessionNotes => Use(static model => model.Session.Notes);

    internal ModelPackage Package => package;

    internal ImageSize TensorSize => Use(static model => model.TensorSize);

    /// <summary>Loads a model.</summary>
    /// <param name="folder">The package's folder: the one with <c>inference_config.json</c> or <c>environment.json</c>.</param>
    /// <param name="options">How to load it.</param>
    /// <exception cref="ModelPackageException">The folder is no usable package, or its files do not belong together.</exception>
    /// <exception cref="OnnxRuntimeException">The network, or ONNX Runtime itself, cannot be loaded.</exception>
    public static Model Load(string folder, ModelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var model = new Model(PackageReader.Read(folder), options ?? ModelOptions.Default);
        model.Preload();
        return model;
    }

    /// <summary>Loads the network now, unless it is in memory already.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    /// <exception cref="ModelPackageException">The network is not what the package announces.</exception>
    /// <exception cref="OnnxRuntimeException">The network cannot be loaded.</exception>
    public void Preload() => Acquire().Dispose();

    /// <summary>Frees the network as soon as no call uses it. The next call loads it again.</summary>
    public void Unload()
    {
        LoadedModel? given;
        lock (loading)
        {
            given = loaded;
            loaded = null;
        }

        given?.Dispose();
    }

    /// <summary>Frees the network as soon as no call uses it. Calls that start after this throw.</summary>
    public void Dispose()
    {
        isDisposed = true;
        Unload();
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Architecture}, {Task})";

    internal float[] InputOf(ImageView image)
    {
        using LoadedModel model = Acquire();
        return model.InputOf(image);
    }

    internal (string Name, Tensor Values)[] OutputsOf(ImageView image)
    {
        using LoadedModel model = Acquire();
        return model.OutputsOf(image);
    }

    private LoadedModel Acquire()
    {
        while (true)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            if (loaded is { } current && current.TryAddReference())
            {
                return current;
            }

            lock (loading)
            {
                if (!isDisposed)
                {
                    loaded ??= LoadedModel.Load(package, options);
                }
            }

            onUse?.Invoke(this);
        }
    }

    private T Use<T>(Func<LoadedModel, T> read)
    {
        using LoadedModel model = Acquire();
        return read(model);
    }

    private TResult Run<TResult>(ModelTask task, ImageView image, PredictionOptions? prediction, ModelTimings? timings, CancellationToken cancellation)
    {
        prediction ??= PredictionOptions.Default;
        Check(task, prediction);
        using LoadedModel model = Acquire();
        return model.Run<TResult>(image, prediction, timings, cancellation);
    }

    private TResult[] Run<TResult>(
        ModelTask task, IReadOnlyList<Image> images, PredictionOptions? prediction, ModelTimings? timings, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(images);
        prediction ??= PredictionOptions.Default;
        Check(task, prediction);
        using LoadedModel model = Acquire();
        return model.Run<TResult>(images, prediction, timings, cancellation);
    }

    private void Check(ModelTask task, PredictionOptions prediction)
    {
        if (task != package.Task)
        {
            throw new InvalidOperationException(
                $"Model '{Name}' is a model for {package.Task.PackageName()}: call {package.Task.MethodName()} instead of {task.MethodName()}.");
        }

        onUse?.Invoke(this);
        if (!(prediction.IouThreshold is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(prediction), prediction.IouThreshold, "PredictionOptions.IouThreshold must be from 0 to 1.");
        }

        if (prediction.MaxDetections < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(prediction), prediction.MaxDetections, "PredictionOptions.MaxDetections must be 1 or more.");
        }

        if (prediction.MaskDecodeMode == MaskDecodeMode.Tradeoff && !(prediction.MaskTradeoff is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(prediction), prediction.MaskTradeoff, "PredictionOptions.MaskTradeoff must be from 0 to 1.");
        }
    }
}
