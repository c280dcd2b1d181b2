using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Blocks.Fusion;

/// <summary>Lists the latest values, the newest first.</summary>
internal sealed class BufferBlock : Block<BufferV1.Arguments, BufferV1.Results>
{
    // Values may be images.
    private const long MostValues = 100_000;

    private readonly LinkedList<object?> values = new();

    public override bool KeepsState => true;

    public override BufferV1.Results Run(in BufferV1.Arguments arguments, BlockContext context)
    {
        long length = arguments.Length;
        if (length is < 0 or > MostValues)
        {
            throw new ArgumentException($"The property length has to be from 0 to {MostValues}, but is {length}.");
        }

        values.AddFirst(arguments.Data);
        while (values.Count > length)
        {
            values.RemoveLast();
        }

        object?[] output = new object?[arguments.Pad ? (int)length : values.Count];
        values.CopyTo(output, 0);
        return new(output);
    }
}
