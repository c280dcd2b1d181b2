using System.Diagnostics.CodeAnalysis;

namespace Workflows.CodeFirst.Conformance;

/// <summary>What was asked for.</summary>
public sealed record CommandLine(ISuite Suite, SuiteInput Input, string? Filter, string? Report)
{
    public static string Usage { get; } =
        $"""
        usage: SUITE DIR [--filter TEXT] [--report FILE.json]
          SUITE     one of {string.Join(", ", Suites.All.Select(suite => suite.Name))}
          DIR       the folder with the suite's cases
          --filter  only cases whose id or file name contains TEXT
          --report  also write the results to FILE.json
        {string.Join('\n', Suites.All.SelectMany(suite => suite.Options.Select(option => $"  {option.Key}  {option.Value} (only {suite.Name})")))}
        """;

    public static bool TryParse(string[] args, [NotNullWhen(true)] out CommandLine? commandLine, out string problem)
    {
        commandLine = null;
        if (args.Length < 2 || args[0].StartsWith('-') || args[1].StartsWith('-'))
        {
            problem = "A suite and a folder are needed.";
            return false;
        }

        var suite = Suites.All.FirstOrDefault(known => known.Name == args[0]);
        if (suite is null)
        {
            problem = $"There is no suite '{args[0]}'.";
            return false;
        }

        string? filter = null, report = null;
        var options = new Dictionary<string, string>();
        for (int i = 2; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length)
            {
                problem = $"'{args[i]}' needs a value.";
                return false;
            }

            switch (args[i])
            {
                case "--filter":
                    filter = args[i + 1];
                    break;
                case "--report":
                    report = args[i + 1];
                    break;
                case var name when suite.Options.ContainsKey(name):
                    options[name] = args[i + 1];
                    break;
                default:
                    problem = $"The suite '{suite.Name}' does not know '{args[i]}'.";
                    return false;
            }
        }

        problem = "";
        commandLine = new(suite, new(args[1], options), filter, report);
        return true;
    }
}
