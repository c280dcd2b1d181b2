using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Benchmarks;

/// <summary>What pre- and post-processing add to the network itself: from a decoded 1280×720 picture to results.</summary>
internal static class WholePathRatios
{
    public static void Measure(RatioReport report)
    {
        using var models = new BenchModels();
        using var image = Pictures.Hd();
        using (var model = models.Load("bench-det-n-640", "object-detection", 80))
        {
            Compare(report, "det", "bench-det-n-640", model.InputOf(image.View), () => model.Detect(image));
        }

        using (var model = models.Load("bench-pose-n-640", "keypoint-detection", 1, keypoints: 17))
        {
            Compare(report, "pose", "bench-pose-n-640", model.InputOf(image.View), () => model.DetectKeypoints(image));
        }

        using (var model = models.Load("bench-seg-n-640", "instance-segmentation", 80))
        {
            Compare(report, "seg", "bench-seg-n-640", model.InputOf(image.View), () => model.Segment(image));
        }

        Threads(report, models, image);
    }

    private static void Compare(RatioReport report, string name, string network, float[] input, Func<Detections> whole)
    {
        using var session = OrtSession.Load(network, BenchModels.FileOf(network), new() { IntraOpThreads = 1 });
        using var run = new OrtRun(session, [1, 3, 640, 640]);
        input.CopyTo(run.Input);
        int found = 0;
        double[] times = RatioReport.Medians(() => run.Run(CancellationToken.None), () => found = whole().Count);
        report.Print($"whole.{name}.found", found, "boxes");
        report.Print($"whole.{name}.network", times[0] / 1000, "ms");
        report.Print($"whole.{name}", times[1] / 1000, "ms");
        report.Print($"whole.{name}.added", (times[1] - times[0]) / 1000, "ms");
        report.Print($"whole.{name}.over-network", times[1] / times[0], "x");
    }

    /// <summary>Two threads on one model against one.</summary>
    private static void Threads(RatioReport report, BenchModels models, Image image)
    {
        using var model = models.Load("bench-det-n-640", "object-detection", 80);
        const int Calls = 2;
        void Work()
        {
            for (int i = 0; i < Calls; i++)
            {
                model.Detect(image);
            }
        }

        double[] times = RatioReport.Medians(
            () =>
            {
                Work();
                Work();
            },
            () => Parallel.Invoke(Work, Work));
        report.Print("threads.two-over-one", times[0] / times[1], "x");
    }
}
