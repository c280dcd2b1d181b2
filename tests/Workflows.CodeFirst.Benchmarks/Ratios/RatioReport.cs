using System.Diagnostics;
using System.Globalization;

namespace Workflows.CodeFirst.Benchmarks;

/// <summary>Measures actions side by side and prints figures.</summary>
internal sealed class RatioReport(TextWriter output)
{
    private const int Rounds = 101;
    private static readonly TimeSpan ShortestSample = TimeSpan.FromMicroseconds(300);

    public void Print(string name, double value, string unit) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.###} {unit}"));

    /// <summary>
    /// The median microseconds of each action. Actions take turns in changing order, so that whatever else the machine does meets all of
    /// them; one that is very short is repeated within its turn.
    /// </summary>
    public static double[] Medians(params Action[] actions)
    {
        int[] repeats = [.. actions.Select(Repeats)];
        var samples = new double[actions.Length][];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = new double[Rounds];
        }

        var random = new Random(1);
        int[] order = [.. Enumerable.Range(0, actions.Length)];
        for (int round = 0; round < Rounds; round++)
        {
            random.Shuffle(order);
            foreach (int i in order)
            {
                long start = Stopwatch.GetTimestamp();
                for (int k = 0; k < repeats[i]; k++)
                {
                    actions[i]();
                }

                samples[i][round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / repeats[i];
            }
        }

        return [.. samples.Select(Median)];
    }

    /// <summary>The managed bytes that one call allocates once everything is warm.</summary>
    public static double BytesOf(Action action)
    {
        const int Calls = 100;
        action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Calls; i++)
        {
            action();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Calls;
    }

    // Warms up until compiled code is final, then finds how many calls make a sample that a clock can measure.
    private static int Repeats(Action action)
    {
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < TimeSpan.FromMilliseconds(400);)
        {
            action();
        }

        int repeats = 1;
        while (true)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < repeats; i++)
            {
                action();
            }

            if (Stopwatch.GetElapsedTime(start) >= ShortestSample)
            {
                return repeats;
            }

            repeats *= 2;
        }
    }

    private static double Median(double[] samples)
    {
        Array.Sort(samples);
        return samples[samples.Length / 2];
    }
}
