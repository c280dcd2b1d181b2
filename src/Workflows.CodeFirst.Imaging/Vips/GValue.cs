using System.Runtime.InteropServices;

namespace Workflows.CodeFirst.Imaging.Vips;

/// <summary>GLib's tagged value: a type and room for a number or a reference. All zero before <c>g_value_init</c>.</summary>
[StructLayout(LayoutKind.Sequential, Size = 24)]
internal struct GValue
{
    internal const nuint Boolean = 20;
    internal const nuint Int = 24;

    private nuint type;
}
