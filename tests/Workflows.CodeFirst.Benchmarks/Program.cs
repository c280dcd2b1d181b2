using BenchmarkDotNet.Running;
using Workflows.CodeFirst.Benchmarks;

// "ratios" is a plain program: one process, everything interleaved, one line a figure. Everything else goes to BenchmarkDotNet.
if (args is ["ratios", .. var names])
{
    return Ratios.Run(names, Console.Out);
}

// "generator" starts with nothing warm, for that is what it measures first; the other two are processes that it starts.
switch (args)
{
    case ["generator"]:
        return GeneratorFigures.Run(Console.Out);
    case [FirstWorkflow.Command]:
        return FirstWorkflow.Build(Console.Out);
    case [FirstWorkflow.EmptyCommand]:
        return 0;
}

BenchmarkSwitcher.FromAssembly(typeof(Ratios).Assembly).Run(args);
return 0;
