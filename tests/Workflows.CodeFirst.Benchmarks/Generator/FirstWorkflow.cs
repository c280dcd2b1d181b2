using System.Diagnostics;
using System.Globalization;
using Workflows.CodeFirst.Blocks;

namespace Workflows.CodeFirst.Benchmarks;

/// <summary>The start of a program that makes one workflow: what it pays for 226 builders of which it uses three.</summary>
internal static class FirstWorkflow
{
    public const string Command = "first-workflow";
    public const string EmptyCommand = "nothing";

    public static void Measure(RatioReport report)
    {
        double empty = Median(static () => TimeOf(EmptyCommand).Total);
        double whole = Median(static () => TimeOf(Command).Total);
        report.Print("start.process_that_does_nothing", empty, "ms");
        report.Print("start.process_that_makes_a_workflow", whole, "ms");
        report.Print("start.first_workflow_in_process", Median(static () => TimeOf(Command).Inside), "ms");
    }

    /// <summary>Makes a workflow and its JSON, and prints how long that took.</summary>
    public static int Build(TextWriter output)
    {
        long start = Stopwatch.GetTimestamp();
        var image = Input.Image();
        var pose = new KeypointDetectionV3("pose", image, "people/1").WithKeypointConfidence(0.3);
        var boxes = new BoundingBoxVisualizationV1("boxes", image, pose.Predictions);
        var preview = new KeypointVisualizationV1("preview", boxes.Image, pose.Predictions);
        string json = Workflow.Create().WithOutput("poses", pose.Predictions).WithOutput("preview", preview.Image).ToJson();
        output.Write(Stopwatch.GetElapsedTime(start).TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        return json.Length > 0 ? 0 : 1;
    }

    private static double Median(Func<double> measure)
    {
        double[] samples = new double[15];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = measure();
        }

        Array.Sort(samples);
        return samples[samples.Length / 2];
    }

    private static (double Total, double Inside) TimeOf(string command)
    {
        long start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, command) { RedirectStandardOutput = true })!;
        string printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, printed.Length > 0 ? double.Parse(printed, CultureInfo.InvariantCulture) : 0);
    }
}
