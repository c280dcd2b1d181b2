using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Imaging;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Blocks.ClassicalCv;

/// <summary>Finds the colour that is most common in an image.</summary>
internal sealed class DominantColorBlock : Block<DominantColorV1.Arguments, DominantColorV1.Results>
{
    public override DominantColorV1.Results Run(in DominantColorV1.Arguments arguments, BlockContext context)
    {
        var (red, green, blue) = DominantColor.Find(
            arguments.Image.View, Number(arguments.ColorClusters), Number(arguments.MaxIterations), Number(arguments.TargetSize));
        return new(new TupleValue([(long)red, (long)green, (long)blue]));
    }

    private static int Number(long value) => (int)Math.Clamp(value, int.MinValue, int.MaxValue);
}
