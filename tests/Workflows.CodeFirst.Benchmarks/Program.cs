using BenchmarkDotNet.Running;
using Workflows.CodeFirst.Benchmarks;

// "ratios" is a plain program: one process, everything interleaved, one line a figure. Everything else goes to BenchmarkDotNet.
if (args is ["ratios", .. var names])
{
    return Ratios.Run(names, Console.Out);
}

BenchmarkSwitcher.FromAssembly(typeof(Ratios).Assembly).Run(args);
return 0;
