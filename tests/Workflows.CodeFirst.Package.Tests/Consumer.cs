using System.Reflection;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Package.Tests;

/// <summary>
/// A project far from this one that knows the library by its packages only: they are made of what was built, and come from a folder. Nothing
/// is downloaded; packages of others come from where this machine has them, ours go into a folder that is deleted in the end.
/// </summary>
public sealed class Consumer : IDisposable
{
    private static readonly Dictionary<string, string?> Metadata = typeof(Consumer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .ToDictionary(static attribute => attribute.Key, static attribute => attribute.Value);

    public Consumer()
    {
        Folder = Directory.CreateTempSubdirectory("workflows-consumer-").FullName;
        Dotnet(
            RepositoryFiles.Root,
            "msbuild", RepositoryFiles.Path("eng", "Packages.proj"), "-v:q", $"-p:Configuration={Metadata["Configuration"]}", $"-p:PackageOutputPath={Path.Combine(Folder, "feed")}");
        Directory.CreateDirectory(App);
        string sample = RepositoryFiles.Path("samples", "OwnBlocks");
        foreach (string file in new[] { "Program.cs", "Blocks/PixelateBlock.cs", "manifests/pixelate.json" })
        {
            string target = Path.Combine(App, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(sample, file), target);
        }

        File.WriteAllText(Path.Combine(App, "OwnBlocks.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NuGetAudit>false</NuGetAudit>
                <EnableDefaultCompileItems>false</EnableDefaultCompileItems>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Workflows.CodeFirst.Runtime" Version="{Metadata["Version"]}" />
                <Compile Include="Program.cs;Blocks/*.cs" />
                <Compile Include="Mistakes.cs" Condition="'$(WithMistakes)' == 'true'" />
                <AdditionalFiles Include="*.workflow.json" Condition="'$(WithMistakes)' == 'true'" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(App, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(Folder, "packages")}" /></config>
              <packageSources><clear /><add key="built" value="{Path.Combine(Folder, "feed")}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="machine" value="{Metadata["PackageRoot"]}" /></fallbackPackageFolders>
            </configuration>
            """);
    }

    public string Folder { get; }

    public string App => Path.Combine(Folder, "app");

    /// <summary>Builds the project; the output when it fails, otherwise an empty text.</summary>
    public string Build(params IEnumerable<string> options)
    {
        var built = Command.Run("dotnet", App, ["build", "-v:q", "-nodeReuse:false", "-p:UseSharedCompilation=false", .. options]);
        return built.ExitCode == 0 ? "" : built.Output;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static void Dotnet(string folder, params IEnumerable<string> arguments)
    {
        var done = Command.Run("dotnet", folder, arguments);
        Assert.True(done.ExitCode == 0, done.Output);
    }
}
