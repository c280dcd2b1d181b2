using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Workflows.CodeFirst.Imaging.Vips;

/// <summary>Finds libvips, starts it once for the process and shuts the doors that are not used.</summary>
internal static class VipsLibrary
{
    // What a picture of unknown origin may be read with; libvips has some forty more loaders, not all of them meant for untrusted data.
    private static ReadOnlySpan<byte> AllLoaders => "VipsForeignLoad"u8;

    private static readonly Lock Gate = new();
    private static bool resolverSet;
    private static volatile bool initialized;

    /// <summary>Must be called before any other use of <see cref="VipsNative"/>; free after the first time.</summary>
    /// <exception cref="DllNotFoundException">libvips is not where it belongs; the message says where that is.</exception>
    internal static void Initialize()
    {
        if (!initialized)
        {
            Start();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe void Start()
    {
        lock (Gate)
        {
            if (initialized)
            {
                return;
            }

            if (!resolverSet)
            {
                NativeLibrary.SetDllImportResolver(typeof(VipsLibrary).Assembly, Resolve);
                resolverSet = true;
            }

            fixed (byte* name = "workflows"u8)
            {
                if (VipsNative.vips_init(name) != 0)
                {
                    throw VipsException.Last("libvips could not be started.");
                }
            }

            Silence("VIPS"u8);
            Silence("GLib"u8);
            Silence("GLib-GObject"u8);

            Block(AllLoaders, true);
            Block("VipsForeignLoadJpeg"u8, false);
            Block("VipsForeignLoadPng"u8, false);
            Block("VipsForeignLoadWebp"u8, false);
            Block("VipsForeignLoadNsgif"u8, false);
            Block("VipsForeignLoadTiff"u8, false);

            // One image is one thread's work: callers run several images at a time instead. Nothing is worth caching, each picture is read once.
            VipsNative.vips_concurrency_set(1);
            VipsNative.vips_cache_set_max(0);
            initialized = true;
        }
    }

    private static unsafe void Block(ReadOnlySpan<byte> className, bool blocked)
    {
        fixed (byte* name = className)
        {
            VipsNative.vips_operation_block_set(name, blocked ? 1 : 0);
        }
    }

    /// <summary>Warnings go to stderr by default. What matters of them comes back as a failed status.</summary>
    private static unsafe void Silence(ReadOnlySpan<byte> domain)
    {
        const int allLevels = -4 | 2 | 1; // G_LOG_LEVEL_MASK, fatal and recursive ones included
        fixed (byte* name = domain)
        {
            _ = VipsNative.g_log_set_handler(name, allLevels, &Ignore, null);
        }
    }

    [UnmanagedCallersOnly]
    private static unsafe void Ignore(byte* domain, int level, byte* message, void* data)
    {
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath)
    {
        if (name != VipsNative.Library)
        {
            return 0;
        }

        string path = NativePath.Of(OperatingSystem.IsWindows() ? "libvips.dll" : OperatingSystem.IsMacOS() ? "libvips.dylib" : "libvips.so");
        if (NativeLibrary.TryLoad(path, out nint handle))
        {
            return handle;
        }

        throw new DllNotFoundException(File.Exists(path)
            ? $"libvips at '{path}' cannot be loaded on this machine ({RuntimeInformation.RuntimeIdentifier})."
            : $"libvips is missing: there is no file '{path}'. Building installs it; when an app is moved, its folder 'runtimes' must move along.");
    }
}
