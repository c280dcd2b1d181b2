using System.Collections.Immutable;

namespace Workflows.CodeFirst.Onnx;

/// <summary>Element types of tensors, with ONNX Runtime's numbers; there are more.</summary>
internal enum ElementType
{
    Float32 = 1,
    UInt8 = 2,
    Int32 = 6,
    Int64 = 7,
    Bool = 9,
    Float16 = 10,
    Float64 = 11,
}

/// <summary>An input or output as the graph declares it.</summary>
/// <param name="Name">The graph's name for it.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Dimensions">Its shape; -1 where the graph leaves a dimension open.</param>
internal sealed record TensorSpec(string Name, ElementType Type, ImmutableArray<long> Dimensions)
{
    /// <summary>The name as ONNX Runtime wants it.</summary>
    public byte[] Utf8Name { get; } = Ort.Utf8(Name);

    public override string ToString() =>
        $"'{Name}' ({Type} [{string.Join(", ", Dimensions.Select(d => d < 0 ? "?" : d.ToString(System.Globalization.CultureInfo.InvariantCulture)))}])";
}

/// <summary>Facts about <see cref="ElementType"/>.</summary>
internal static class ElementTypes
{
    /// <summary>Bytes of one element, 0 for a type that is not supported.</summary>
    public static int Size(this ElementType type) => type switch
    {
        ElementType.UInt8 or ElementType.Bool => 1,
        ElementType.Float16 => 2,
        ElementType.Float32 or ElementType.Int32 => 4,
        ElementType.Float64 or ElementType.Int64 => 8,
        _ => 0,
    };
}
