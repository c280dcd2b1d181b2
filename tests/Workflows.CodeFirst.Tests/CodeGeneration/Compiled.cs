using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Workflows.CodeFirst.Tests.CodeGeneration;

/// <summary>Compiles generated classes in memory and runs them.</summary>
internal static class Compiled
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>All classes in one assembly; warnings fail, too.</summary>
    public static Assembly Compile(IEnumerable<string> sources)
    {
        var compilation = CSharpCompilation.Create(
            "Generated" + Guid.NewGuid().ToString("N"),
            sources.Prepend(ImplicitUsings).Select(source => CSharpSyntaxTree.ParseText(source, Options)),
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        var problems = result.Diagnostics.Where(problem => problem.Severity >= DiagnosticSeverity.Warning).ToList();
        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems.Take(5).Select(problem => $"{problem}{Environment.NewLine}{problem.Location.SourceTree}")));
        return Assembly.Load(assembly.ToArray());
    }

    public static Workflow Create(Assembly assembly, string type) =>
        (Workflow)assembly.GetType(type, throwOnError: true)!.GetMethod("Create")!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null)!;
}
