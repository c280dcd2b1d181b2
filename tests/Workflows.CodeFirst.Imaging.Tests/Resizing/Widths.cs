namespace Workflows.CodeFirst.Imaging.Tests.Resizing;

internal static class Widths
{
    /// <summary>The plain loop and every register width that this machine has.</summary>
    public static IEnumerable<SimdWidth> Available => Enum.GetValues<SimdWidth>().Where(w => w <= Simd.Widest);
}
