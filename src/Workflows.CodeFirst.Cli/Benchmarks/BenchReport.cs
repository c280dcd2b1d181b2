using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Workflows.CodeFirst.Cli.Benchmarks;

/// <summary>Milliseconds: the middle one of several, and the one that 95 of 100 do not exceed.</summary>
internal readonly record struct Figures(double Median, double P95)
{
    public static Figures Of(double[] times)
    {
        Array.Sort(times);
        return times.Length == 0 ? default : new(times[(times.Length - 1) / 2], times[(int)Math.Ceiling(0.95 * times.Length) - 1]);
    }
}

/// <summary>What was measured of one step, for all elements of a run.</summary>
internal sealed record StepFigures(string Name, string Type, Figures Time);

/// <summary>What was measured of a workflow.</summary>
/// <param name="Runs">How many runs.</param>
/// <param name="Results">Results of a run: the images of a batch.</param>
/// <param name="Run">Whole runs.</param>
/// <param name="Steps">Each step, in the order of the workflow.</param>
/// <param name="NetworkShare">The part of the time of the runs that is spent inside of ONNX Runtime; more than 1 when several models run at once.</param>
/// <param name="AllocatedBytes">Managed bytes of a run.</param>
internal sealed record BenchReport(int Runs, int Results, Figures Run, StepFigures[] Steps, double NetworkShare, long AllocatedBytes)
{
    public string ToText(string file)
    {
        var text = new StringBuilder();
        string images = Results == 1 ? "" : $", {Results} results each";
        text.AppendLine(CultureInfo.InvariantCulture, $"{file}: {Runs} runs{images}");
        int width = Steps.Select(step => step.Name.Length).Append("inside ONNX Runtime".Length).Max() + 2;
        text.AppendLine(CultureInfo.InvariantCulture, $"{"".PadRight(width)}{"median",12}{"p95",12}");
        Add("run", Run, "");
        foreach (var step in Steps)
        {
            Add("  " + step.Name, step.Time, step.Type);
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"{"inside ONNX Runtime".PadRight(width)}{NetworkShare * 100,10:0.0} %");
        text.AppendLine(CultureInfo.InvariantCulture, $"{"allocated".PadRight(width)}{AllocatedBytes,12:N0} bytes a run");
        return text.ToString();

        void Add(string name, Figures time, string type) =>
            text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"{name.PadRight(width)}{time.Median,9:0.000} ms{time.P95,9:0.000} ms  {type}").TrimEnd());
    }

    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("runs", Runs);
        writer.WriteNumber("results", Results);
        writer.WriteStartObject("run");
        Write(writer, Run);
        writer.WriteEndObject();
        writer.WriteStartArray("steps");
        foreach (var step in Steps)
        {
            writer.WriteStartObject();
            writer.WriteString("name", step.Name);
            writer.WriteString("type", step.Type);
            Write(writer, step.Time);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("onnx_runtime_share", Math.Round(NetworkShare, 4));
        writer.WriteNumber("allocated_bytes", AllocatedBytes);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Figures time)
    {
        writer.WriteNumber("median_ms", Math.Round(time.Median, 4));
        writer.WriteNumber("p95_ms", Math.Round(time.P95, 4));
    }
}
