using System.Reflection;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Tests.CodeGeneration;

/// <summary>Compiles generated classes in memory and runs them.</summary>
internal static class Compiled
{
    /// <summary>All classes in one assembly; warnings fail, too.</summary>
    public static Assembly Compile(IEnumerable<string> sources) => InMemoryCompiler.Compile(sources);

    public static Workflow Create(Assembly assembly, string type) =>
        (Workflow)assembly.GetType(type, throwOnError: true)!.GetMethod("Create")!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null)!;
}
