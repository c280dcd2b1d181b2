using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Runtime.Tests.Documentation;

/// <summary>Every C# example of the README and of the pages in docs compiles as it stands there.</summary>
public sealed partial class ExamplesTests
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    // The README shows what has to be imported; other pages take that as known.
    private const string KnownUsings = """
        global using Workflows.CodeFirst;
        global using Workflows.CodeFirst.Blocks;
        global using Workflows.CodeFirst.Imaging;
        global using Workflows.CodeFirst.Onnx;
        global using Workflows.CodeFirst.Runtime;
        """;

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    public static TheoryData<string> Pages => [.. Directory
        .EnumerateFiles(RepositoryFiles.Path("docs"), "*.md")
        .Append(RepositoryFiles.Path("README.md"))
        .Select(page => Path.GetRelativePath(RepositoryFiles.Root, page).Replace('\\', '/'))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Examples_compile(string page)
    {
        foreach (Match example in Examples().Matches(File.ReadAllText(RepositoryFiles.Path(page))))
        {
            var compilation = CSharpCompilation.Create(
                "Example",
                [CSharpSyntaxTree.ParseText(page == "README.md" ? ImplicitUsings : ImplicitUsings + Environment.NewLine + KnownUsings, Options), CSharpSyntaxTree.ParseText(example.Groups["code"].Value, Options)],
                References,
                new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

            // A variable that an example only shows is not its mistake.
            var problems = compilation.GetDiagnostics().Where(problem => problem.Severity >= DiagnosticSeverity.Warning && problem.Id != "CS0219");
            Assert.True(!problems.Any(), $"{page}:{Environment.NewLine}{string.Join(Environment.NewLine, problems)}{Environment.NewLine}{example.Groups["code"].Value}");
        }
    }

    [Fact]
    public void The_readme_has_examples() => Assert.NotEmpty(Examples().Matches(File.ReadAllText(RepositoryFiles.Path("README.md"))));

    [GeneratedRegex(@"^```csharp\r?\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Examples();
}
