using System.Runtime.InteropServices;

namespace Workflows.CodeFirst.Imaging.Vips;

/// <summary>Where the build puts native files and what comes with them.</summary>
internal static class NativePath
{
    /// <summary>The full path of a file in <c>runtimes/&lt;platform&gt;/native/</c> next to the app.</summary>
    internal static string Of(string file)
    {
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
#pragma warning disable CA1308 // platform names are lower case
        string platform = $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
#pragma warning restore CA1308
        return Path.Combine(AppContext.BaseDirectory, "runtimes", platform, "native", file);
    }
}
