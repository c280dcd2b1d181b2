using Workflows.CodeFirst.Conformance;

return ConformanceProgram.Run(args, Console.Out, Console.Error);
