using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Workflows.CodeFirst.Generators.Tests.Harness;

/// <summary>Compilations as a project that uses the library has them: nullable, documented, every warning wanted.</summary>
internal static class Compilations
{
    // The compiler that the tests run in is older than the one of the SDK and calls the newest language a preview.
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview, DocumentationMode.Diagnose);

    private static readonly CSharpCompilationOptions Options = new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is "mscorlib.dll" or "netstandard.dll" || Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(Step).Assembly.Location)
            .Append(typeof(Image).Assembly.Location)
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly CSharpCompilation Empty = CSharpCompilation.Create("Consumer", [], References, Options);

    public static CSharpCompilation Of(params IEnumerable<string> sources) =>
        Empty.AddSyntaxTrees(sources.Select(static (source, i) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"Source{i}.cs")));

    /// <summary>A method body as an author of workflows writes it.</summary>
    public static CSharpCompilation OfBody(string body) => Of($$"""
        using System.Collections.Generic;
        using System.Text.Json.Nodes;
        using Workflows.CodeFirst;
        using Workflows.CodeFirst.Blocks;

        internal static class Author
        {
            internal static void Write()
            {
                {{body}}
            }
        }
        """);

    /// <summary>Warnings and errors, as <c>ID: message</c>.</summary>
    public static IReadOnlyList<string> Complaints(this Compilation compilation) =>
        [.. compilation.GetDiagnostics().Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(static diagnostic => diagnostic.ToString())];
}
