using System.Collections.Concurrent;
using System.Diagnostics;
using Workflows.CodeFirst.Imaging;

namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// A model in memory: its session, its decoder, and contexts to run in. References are counted, and each is disposed once: calls that are
/// under way keep the model alive when its owner gives it up.
/// </summary>
internal sealed class LoadedModel : IDisposable
{
    private const int DefaultMaxBatch = 16;
    private const int MaxPlans = 64;
    private readonly ModelPackage package;
    private readonly OrtSession session;
    private readonly InputWriter writer;
    private readonly RunPool pool;
    private readonly object decoder;
    private readonly ConcurrentDictionary<ImageSize, InputPlan> plans = new();
    private readonly ImageSize tensorSize;
    private int references = 1;

    private LoadedModel(ModelPackage package, OrtSession session, ModelOptions options)
    {
        this.package = package;
        this.session = session;
        InputSize = NetworkInput.SizeOf(package, session, options);
        tensorSize = NetworkInput.TensorSizeOf(package, session, InputSize);
        StaticBatch = NetworkInput.StaticBatchOf(session);
        MaxBatch = StaticBatch ?? options.MaxBatchSize ?? package.Input.MaxBatch ?? DefaultMaxBatch;
        writer = new(package.Input, tensorSize);
        decoder = CreateDecoder(package);
        pool = new(batch => new(session, batch, tensorSize));
    }

    /// <summary>The network's nominal input size.</summary>
    public ImageSize InputSize { get; }

    /// <summary>The size of the tensor that images are written into; larger than <see cref="InputSize"/> where that is padded.</summary>
    public ImageSize TensorSize => tensorSize;

    /// <summary>How many images a run takes, when the graph fixes that.</summary>
    public int? StaticBatch { get; }

    /// <summary>The most images of one run.</summary>
    public int MaxBatch { get; }

    public OrtSession Session => session;

    /// <summary>Loads the network of a package and checks that they belong together.</summary>
    /// <exception cref="OnnxRuntimeException">The network cannot be loaded.</exception>
    /// <exception cref="ModelPackageException">The network is not what the package says.</exception>
    public static LoadedModel Load(ModelPackage package, ModelOptions options)
    {
        OrtSession session = OrtSession.Load(package.Name, package.WeightsPath, options.Session);
        try
        {
            var loaded = new LoadedModel(package, session, options);
            loaded.CheckOutputs();
            return loaded;
        }
        catch (ModelOutputException exception)
        {
            session.Dispose();
            throw new ModelPackageException(
                $"Model '{package.Name}': the network in '{package.WeightsPath}' does not fit its package, a model of the architecture {package.Architecture} for "
                + $"{package.Task.PackageName()} with {package.ClassNames.Length} classes (class_names.txt, or CLASS_MAP). {exception.Message}",
                exception);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Adds a reference; fails when the last one is gone.</summary>
    public bool TryAddReference()
    {
        int seen = Volatile.Read(ref references);
        while (seen > 0)
        {
            int before = Interlocked.CompareExchange(ref references, seen + 1, seen);
            if (before == seen)
            {
                return true;
            }

            seen = before;
        }

        return false;
    }

    /// <summary>Gives a reference up; with the last one the model leaves memory.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref references) == 0)
        {
            pool.Dispose();
            session.Dispose();
        }
    }

    /// <summary>Runs one image.</summary>
    public TResult Run<TResult>(ImageView image, PredictionOptions options, ModelTimings? timings, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        RunContext context = pool.Rent(StaticBatch ?? 1);
        try
        {
            long start = Stopwatch.GetTimestamp();
            context.SetImage(0, image, PlanFor(image.Size), writer);
            context.ClearFrom(1);
            long prepared = Stopwatch.GetTimestamp();
            context.Run.Run(cancellation);
            long ran = Stopwatch.GetTimestamp();
            ModelTelemetry.Record(package.Name, Stopwatch.GetElapsedTime(prepared, ran));
            TResult result = ((Decoder<TResult>)decoder).Decode(context.Run.OutputsOf(0), context.Geometry(0), options, context.DecodeScratch);
            timings?.Add(
                Stopwatch.GetElapsedTime(start, prepared), Stopwatch.GetElapsedTime(prepared, ran), Stopwatch.GetElapsedTime(ran, Stopwatch.GetTimestamp()), 1);
            return result;
        }
        finally
        {
            pool.Return(context);
        }
    }

    /// <summary>Runs images, as many at once as the model allows, and puts the results in their order.</summary>
    public TResult[] Run<TResult>(IReadOnlyList<Image> images, PredictionOptions options, ModelTimings? timings, CancellationToken cancellation)
    {
        var results = new TResult[images.Count];
        for (int first = 0; first < results.Length; first += MaxBatch)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(MaxBatch, results.Length - first);
            RunContext context = pool.Rent(StaticBatch ?? count);
            try
            {
                long start = Stopwatch.GetTimestamp();
                for (int i = 0; i < count; i++)
                {
                    ImageView view = images[first + i].View;
                    context.SetImage(i, view, PlanFor(view.Size), writer);
                }

                context.ClearFrom(count);
                long prepared = Stopwatch.GetTimestamp();
                context.Run.Run(cancellation);
                long ran = Stopwatch.GetTimestamp();
                ModelTelemetry.Record(package.Name, Stopwatch.GetElapsedTime(prepared, ran));
                for (int i = 0; i < count; i++)
                {
                    results[first + i] =
                        ((Decoder<TResult>)decoder).Decode(context.Run.OutputsOf(i), context.Geometry(i), options, context.DecodeScratch);
                }

                timings?.Add(
                    Stopwatch.GetElapsedTime(start, prepared), Stopwatch.GetElapsedTime(prepared, ran), Stopwatch.GetElapsedTime(ran, Stopwatch.GetTimestamp()), count);
            }
            finally
            {
                pool.Return(context);
            }
        }

        return results;
    }

    /// <summary>The input tensor that an image becomes, for tests and comparisons.</summary>
    public float[] InputOf(ImageView image)
    {
        RunContext context = pool.Rent(StaticBatch ?? 1);
        try
        {
            context.SetImage(0, image, PlanFor(image.Size), writer);
            return context.Run.Input[..(3 * tensorSize.Width * tensorSize.Height)].ToArray();
        }
        finally
        {
            pool.Return(context);
        }
    }

    /// <summary>The network's outputs for an image, for tests and comparisons.</summary>
    public (string Name, Tensor Values)[] OutputsOf(ImageView image)
    {
        RunContext context = pool.Rent(StaticBatch ?? 1);
        try
        {
            context.SetImage(0, image, PlanFor(image.Size), writer);
            context.ClearFrom(1);
            context.Run.Run(CancellationToken.None);
            ReadOnlySpan<Tensor> outputs = context.Run.OutputsOf(0);
            var copies = new (string Name, Tensor Values)[outputs.Length];
            for (int i = 0; i < copies.Length; i++)
            {
                copies[i] = (session.Outputs[i].Name, outputs[i] with { Data = outputs[i].Data.ToArray() });
            }

            return copies;
        }
        finally
        {
            pool.Return(context);
        }
    }

    private static object CreateDecoder(ModelPackage package)
    {
        DecoderSpec spec = package.ToDecoderSpec();
        try
        {
            return package.Task switch
            {
                ModelTask.ObjectDetection => Decoders.ForDetection(spec),
                ModelTask.KeypointDetection => Decoders.ForKeypoints(spec),
                ModelTask.InstanceSegmentation => Decoders.ForInstances(spec),
                ModelTask.SingleLabelClassification => Decoders.ForSingleLabel(spec),
                ModelTask.MultiLabelClassification => Decoders.ForMultiLabel(spec),
                _ => Decoders.ForSemantic(spec),
            };
        }
        catch (Exception exception) when (exception is NotSupportedException or ArgumentException)
        {
            throw new ModelPackageException(exception.Message, exception);
        }
    }

    private InputPlan PlanFor(ImageSize size)
    {
        if (plans.TryGetValue(size, out InputPlan? plan))
        {
            return plan;
        }

        if (plans.Count >= MaxPlans)
        {
            plans.Clear(); // a stream of ever new sizes must not grow without bound
        }

        return plans[size] = InputPlan.Create(package.Name, package.Input, size, InputSize);
    }

    /// <summary>
    /// Decodes outputs of zeros in the shapes that the graph declares: a package that does not fit its network, such as one with too many
    /// class names, is found when it is loaded and not at the first image.
    /// </summary>
    private void CheckOutputs()
    {
        var outputs = new Tensor[session.Outputs.Length];
        for (int i = 0; i < outputs.Length; i++)
        {
            TensorSpec spec = session.Outputs[i];
            bool isBatched = spec.Dimensions.Length > 0 && (spec.Dimensions[0] < 0 || spec.Dimensions[0] == StaticBatch);
            var shape = (isBatched ? spec.Dimensions.RemoveAt(0) : spec.Dimensions).Select(d => (int)d).ToArray();
            if (shape.Any(d => d < 0))
            {
                return; // known only after a run
            }

            outputs[i] = new(new float[shape.Aggregate(1, (product, d) => checked(product * d))], [.. shape]);
        }

        var geometry = InputPlan.Create(package.Name, package.Input with { Crop = null }, InputSize, InputSize).Geometry;
        var scratch = new DecodeScratch();
        PredictionOptions options = PredictionOptions.Default;
        switch (decoder)
        {
            case Decoder<Detections> detections:
                detections.Decode(outputs, geometry, options, scratch);
                break;
            case Decoder<KeypointDetections> keypoints:
                keypoints.Decode(outputs, geometry, options, scratch);
                break;
            case Decoder<InstanceDetections> instances:
                instances.Decode(outputs, geometry, options, scratch);
                break;
            case Decoder<SingleLabelClassification> single:
                single.Decode(outputs, geometry, options, scratch);
                break;
            case Decoder<MultiLabelClassification> multi:
                multi.Decode(outputs, geometry, options, scratch);
                break;
            case Decoder<SemanticSegmentation> semantic:
                semantic.Decode(outputs, geometry, options, scratch);
                break;
        }
    }
}
