using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Onnx.Tests.Models;

/// <summary>Threads, disposal, cancellation, memory: what holds for a model whatever it finds.</summary>
public class ModelLifeTests
{
    private static string Keypoints => RepositoryFiles.Path("samples", "models", "shapes-keypoints", "1");

    private static string Detection => RepositoryFiles.Path("samples", "models", "shapes-detection", "1");

    [Fact]
    public void Threads_get_the_results_of_one_thread()
    {
        using var model = Model.Load(Detection, new() { Session = new() { IntraOpThreads = 1 } });
        Image[] images = [.. SampleImages().Take(6)];
        Detections[] expected = [.. images.Select(image => model.Detect(image))];
        Parallel.For(0, 4, _ =>
        {
            for (int round = 0; round < 5; round++)
            {
                for (int i = 0; i < images.Length; i++)
                {
                    AssertSame(expected[i], model.Detect(images[i]));
                }
            }
        });
    }

    [Fact]
    public void Batches_give_what_single_images_give_in_order()
    {
        using var model = Model.Load(Detection);
        Image[] images = [.. SampleImages().Take(11)]; // more than a batch, and a rest
        Assert.Equal(8, model.MaxBatchSize);
        IReadOnlyList<Detections> batch = model.Detect(images);
        Assert.Equal(images.Length, batch.Count);
        for (int i = 0; i < images.Length; i++)
        {
            Detections single = model.Detect(images[i]);
            Assert.Equal(single.Count, batch[i].Count);
            Assert.Equal(images[i].Size, batch[i].ImageSize);
            for (int d = 0; d < single.Count; d++)
            {
                Assert.Equal(single.ClassIds[d], batch[i].ClassIds[d]);
                Assert.Equal(single.Confidences[d], batch[i].Confidences[d], 1e-4);
                Assert.Equal(single.Boxes[d].X1, batch[i].Boxes[d].X1, 1.0);
            }
        }

        Assert.Empty(model.Detect((IReadOnlyList<Image>)[]));
    }

    [Fact]
    public async Task Async_calls_give_what_sync_calls_give()
    {
        using var model = Model.Load(Keypoints);
        Image[] images = [.. SampleImages().Take(3)];
        KeypointDetections[] expected = [.. images.Select(image => model.DetectKeypoints(image))];
        KeypointDetections[] single = await Task.WhenAll(images.Select(image => model.DetectKeypointsAsync(image)));
        IReadOnlyList<KeypointDetections> batch = await model.DetectKeypointsAsync(images);
        for (int i = 0; i < images.Length; i++)
        {
            AssertSame(expected[i], single[i]);
            Assert.Equal(expected[i].Count, batch[i].Count);
        }
    }

    [Fact]
    public void Caller_owned_pixels_of_any_format_give_the_same_result()
    {
        using var model = Model.Load(Detection);
        using Image rgb = SampleImages().First();
        Detections expected = model.Detect(rgb);
        foreach (PixelFormat format in (PixelFormat[])[PixelFormat.Bgr24, PixelFormat.Rgba32, PixelFormat.Bgra32])
        {
            int step = format.BytesPerPixel(), stride = rgb.Width * step + 7;
            var pixels = new byte[stride * rgb.Height];
            for (int y = 0; y < rgb.Height; y++)
            {
                ReadOnlySpan<byte> row = rgb.View.Row(y);
                for (int x = 0; x < rgb.Width; x++)
                {
                    bool redFirst = format == PixelFormat.Rgba32;
                    pixels[y * stride + x * step] = row[x * 3 + (redFirst ? 0 : 2)];
                    pixels[y * stride + x * step + 1] = row[x * 3 + 1];
                    pixels[y * stride + x * step + 2] = row[x * 3 + (redFirst ? 2 : 0)];
                }
            }

            AssertSame(expected, model.Detect(new ImageView(pixels, rgb.Width, rgb.Height, stride, format)));
        }
    }

    [Fact]
    public void Images_of_odd_sizes_run()
    {
        using var stretch = Model.Load(Detection);
        foreach ((int width, int height) in ((int, int)[])[(1, 1), (1, 4000), (4000, 1), (20000, 20), (256, 256), (512, 512), (3, 255)])
        {
            using Image image = Image.Create(width, height);
            Assert.Equal(image.Size, stretch.Detect(image).ImageSize);
        }

        using var letterbox = Model.Load(Keypoints);
        using Image tooNarrow = Image.Create(1, 4000);
        string message = Assert.Throws<ModelInputException>(() => letterbox.DetectKeypoints(tooNarrow)).Message;
        Assert.Contains("shapes-keypoints/1", message, StringComparison.Ordinal);
        Assert.Contains("1x4000", message, StringComparison.Ordinal);

        using var cropped = Model.Load(RepositoryFiles.Path("samples", "models", "shapes-detection", "2"));
        using Image tooSmall = Image.Create(1, 1);
        Assert.Contains("1x1", Assert.Throws<ModelInputException>(() => cropped.Detect(tooSmall)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Same_context_serves_sizes_in_turn()
    {
        // The padding of one size must not survive into the next.
        using var model = Model.Load(Keypoints);
        Image[] images = [.. SampleImages().Take(5)];
        float[][] expected = [.. images.Select(image =>
        {
            using var fresh = Model.Load(Keypoints);
            return fresh.InputOf(image.View);
        })];
        foreach (int i in (int[])[0, 1, 2, 3, 4, 3, 2, 1, 0, 0, 4])
        {
            Assert.Equal(expected[i], model.InputOf(images[i].View));
        }
    }

    [Fact]
    public void Wrong_task_names_the_right_method()
    {
        using var model = Model.Load(Keypoints);
        using Image image = Image.Create(64, 64);
        string message = Assert.Throws<InvalidOperationException>(() => model.Detect(image)).Message;
        Assert.Contains("shapes-keypoints/1", message, StringComparison.Ordinal);
        Assert.Contains("DetectKeypoints", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        using var model = Model.Load(Detection);
        using Image image = Image.Create(64, 64);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Detect(image, new() { IouThreshold = 1.5 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Detect(image, new() { IouThreshold = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Detect(image, new() { MaxDetections = 0 }));
    }

    [Fact]
    public async Task Disposed_model_refuses_and_running_calls_finish()
    {
        var model = Model.Load(Detection);
        Image[] images = [.. SampleImages().Take(4)];
        Detections[] expected = [.. images.Select(image => model.Detect(image))];
        using var started = new CountdownEvent(2);
        Task[] runners = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            started.Signal();
            for (int i = 0; ; i = (i + 1) % images.Length)
            {
                Detections found;
                try
                {
                    found = model.Detect(images[i]);
                }
                catch (ObjectDisposedException)
                {
                    return; // the only way this may end
                }

                AssertSame(expected[i], found);
            }
        }))];
        started.Wait();
        model.Dispose();
        model.Dispose();
        await Task.WhenAll(runners).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(model.IsLoaded);
        Assert.Throws<ObjectDisposedException>(() => model.Detect(images[0]));
        Assert.Throws<ObjectDisposedException>(() => model.InputSize);
    }

    [Fact]
    public async Task Cancelled_calls_stop_and_the_model_goes_on()
    {
        using var model = Model.Load(Detection);
        using Image image = SampleImages().First();
        Detections expected = model.Detect(image);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        Assert.Throws<OperationCanceledException>(() => model.Detect(image, cancellation: cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => model.DetectAsync(image, cancellation: cancelled.Token));

        // Cancel at ever different moments of a long call; whatever happens, the next call is right.
        Image[] many = [.. Enumerable.Repeat(image, 32)];
        bool wasStopped = false;
        for (int i = 0; i < 10; i++)
        {
            using var source = new CancellationTokenSource();
            Task<IReadOnlyList<Detections>> call = model.DetectAsync(many, cancellation: source.Token);
            source.CancelAfter(TimeSpan.FromMilliseconds(i));
            try
            {
                await call;
            }
            catch (OperationCanceledException)
            {
                wasStopped = true;
            }

            AssertSame(expected, model.Detect(image));
        }

        Assert.True(wasStopped);
    }

    [Fact]
    public void Steady_state_allocates_nothing_but_the_result()
    {
        using var model = Model.Load(Keypoints);
        using Image image = Image.Create(640, 480); // nothing to find

        // A collection that other tests cause during a run is counted with it, so that the least of several runs is what a run allocates.
        long least = Enumerable.Range(0, 10).Min(_ => Measure(model, image));

        // An empty result is one object; the columns of nothing are shared.
        Assert.InRange(least, 1, 512);

        static long Measure(Model model, Image image)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            KeypointDetections found = model.DetectKeypoints(image);
            long after = GC.GetAllocatedBytesForCurrentThread();
            Assert.Empty(found);
            return after - before;
        }
    }

    [Fact]
    public void Timings_add_up()
    {
        using var model = Model.Load(Detection);
        using Image image = Image.Create(320, 200);
        var timings = new ModelTimings();
        model.Detect(image, timings: timings);
        model.Detect([image, image], timings: timings);
        Assert.Equal(3, timings.Images);
        Assert.True(timings.PreProcessing > TimeSpan.Zero && timings.Inference > TimeSpan.Zero && timings.PostProcessing > TimeSpan.Zero);
        Assert.Equal(timings.Total, timings.PreProcessing + timings.Inference + timings.PostProcessing);
        timings.Reset();
        Assert.Equal(TimeSpan.Zero, timings.Total);
    }

    [Fact]
    public void Missing_execution_provider_falls_back_and_says_why()
    {
        var options = new ModelOptions { Session = new() { ExecutionProviders = [ExecutionProvider.Cuda, new("NoSuch"), ExecutionProvider.Cpu] } };
        using var model = Model.Load(Detection, options);
        Assert.Equal(ExecutionProvider.Cpu, model.ExecutionProvider);
        Assert.Equal(2, model.SessionNotes.Length);
        Assert.StartsWith("CUDA is not used: ", model.SessionNotes[0], StringComparison.Ordinal);
        Assert.StartsWith("NoSuch is not used: ", model.SessionNotes[1], StringComparison.Ordinal);

        options = new() { Session = new() { ExecutionProviders = [new("NoSuch")] } };
        string message = Assert.Throws<OnnxRuntimeException>(() => Model.Load(Detection, options)).Message;
        Assert.Contains("shapes-detection/1", message, StringComparison.Ordinal);
        Assert.Contains("ExecutionProvider.Cpu", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Session_options_are_passed_on()
    {
        var session = new SessionOptions
        {
            IntraOpThreads = 1,
            InterOpThreads = 1,
            AllowSpinning = false,
            GraphOptimization = GraphOptimization.Basic,
            UseMemoryArena = false,
            UseMemoryPattern = false,
            Configuration = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("session.set_denormal_as_zero", "1"),
        };
        using var model = Model.Load(Detection, new() { Session = session });
        using Image image = SampleImages().First();
        using var plain = Model.Load(Detection);
        Assert.Equal(plain.Detect(image).Count, model.Detect(image).Count);
        Assert.True(Version.Parse(OnnxRuntime.Version) >= new Version(1, 17));
        Assert.Contains("CPUExecutionProvider", OnnxRuntime.AvailableProviders);
        Assert.Throws<InvalidOperationException>(() => OnnxRuntime.LibraryPath = "elsewhere");
    }

    [Fact]
    public void Fixed_input_size_cannot_be_changed()
    {
        string message = Assert.Throws<ModelPackageException>(() => Model.Load(Detection, new() { InputSize = new(320, 320) })).Message;
        Assert.Contains("320x320", message, StringComparison.Ordinal);
        Assert.Contains("256x256", message, StringComparison.Ordinal);
    }

    private static IEnumerable<Image> SampleImages() =>
        Directory.EnumerateFiles(RepositoryFiles.Path("samples", "images"), "*.jpg").Order(StringComparer.Ordinal).Select(path => Image.Load(path));

    private static void AssertSame(Detections expected, Detections actual)
    {
        Assert.Equal(expected.Boxes.AsEnumerable(), actual.Boxes);
        Assert.Equal(expected.Confidences.AsEnumerable(), actual.Confidences);
        Assert.Equal(expected.ClassIds.AsEnumerable(), actual.ClassIds);
    }
}
