namespace Workflows.CodeFirst.Benchmarks;

/// <summary>Figures that are compared with one another, measured in one process: <c>name value unit</c>, a line each.</summary>
internal static class Ratios
{
    private static readonly Dictionary<string, Action<RatioReport>> Parts = new()
    {
        ["preprocess"] = PreProcessingRatios.Measure,
        ["postprocess"] = PostProcessingRatios.Measure,
        ["whole"] = WholePathRatios.Measure,
        ["engine"] = EngineRatios.Measure,
    };

    /// <summary>Measures the named parts, all of them when none is named.</summary>
    public static int Run(string[] names, TextWriter output)
    {
        foreach (string name in names)
        {
            if (!Parts.ContainsKey(name))
            {
                Console.Error.WriteLine($"There is no part '{name}'; there are {string.Join(", ", Parts.Keys)}.");
                return 2;
            }
        }

        var report = new RatioReport(output);
        foreach (var (name, measure) in Parts)
        {
            if (names.Length == 0 || names.Contains(name))
            {
                measure(report);
            }
        }

        return 0;
    }
}
