using System.Buffers.Binary;
using System.Text;

namespace Workflows.CodeFirst.Onnx.Tests.Synthetic;

/// <summary>Writes small ONNX models, for what no sample model has: just enough of the format (onnx.proto) for that.</summary>
internal sealed class OnnxGraph
{
    private readonly List<byte[]> nodes = [];
    private readonly List<byte[]> inputs = [];
    private readonly List<byte[]> outputs = [];
    private readonly List<byte[]> constants = [];

    /// <summary>Element types by ONNX's numbers.</summary>
    public const int Float = 1, UInt8 = 2, Int64 = 7, Float16 = 10;

    /// <summary>Declares an input; a dimension is a number or the name of an open one.</summary>
    public OnnxGraph Input(string name, int type, params object[] dimensions)
    {
        inputs.Add(ValueInfo(name, type, dimensions));
        return this;
    }

    /// <summary>Declares an output; a dimension is a number or the name of an open one.</summary>
    public OnnxGraph Output(string name, int type, params object[] dimensions)
    {
        outputs.Add(ValueInfo(name, type, dimensions));
        return this;
    }

    /// <summary>Adds an operator.</summary>
    public OnnxGraph Node(string operation, string[] from, string to, params (string Name, long Value)[] attributes)
    {
        var node = new Message();
        foreach (string input in from)
        {
            node.String(1, input);
        }

        node.String(2, to).String(4, operation);
        foreach ((string name, long value) in attributes)
        {
            node.Bytes(5, new Message().String(1, name).Varint(3, value).Varint(20, 2).ToArray());
        }

        nodes.Add(node.ToArray());
        return this;
    }

    /// <summary>Adds a constant of floats.</summary>
    public OnnxGraph Constant(string name, long[] shape, params float[] values)
    {
        var raw = new byte[values.Length * 4];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(raw.AsSpan(i * 4), values[i]);
        }

        return AddConstant(name, Float, shape, raw);
    }

    /// <summary>Adds a constant of whole numbers.</summary>
    public OnnxGraph Constant(string name, params long[] values)
    {
        var raw = new byte[values.Length * 8];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(raw.AsSpan(i * 8), values[i]);
        }

        return AddConstant(name, Int64, [values.Length], raw);
    }

    /// <summary>The file.</summary>
    public byte[] ToArray()
    {
        var graph = new Message();
        nodes.ForEach(node => graph.Bytes(1, node));
        graph.String(2, "test");
        constants.ForEach(constant => graph.Bytes(5, constant));
        inputs.ForEach(input => graph.Bytes(11, input));
        outputs.ForEach(output => graph.Bytes(12, output));
        return new Message().Varint(1, 8).Bytes(7, graph.ToArray()).Bytes(8, new Message().Varint(2, 17).ToArray()).ToArray();
    }

    /// <summary>A classifier whose logits are the means of the three channels of an image.</summary>
    public static OnnxGraph ColorMeans(int type, object batch, object height, object width, int outputType = Float)
    {
        var graph = new OnnxGraph().Input("images", type, batch, 3, height, width).Output("logits", outputType, batch, 3);
        string floats = "images";
        if (type != Float)
        {
            graph.Node("Cast", ["images"], floats = "floats", ("to", Float));
        }

        graph.Node("GlobalAveragePool", [floats], "means");
        return outputType == Float
            ? graph.Node("Flatten", ["means"], "logits", ("axis", 1))
            : graph.Node("Flatten", ["means"], "flat", ("axis", 1)).Node("Cast", ["flat"], "logits", ("to", outputType));
    }

    /// <summary>A detector that finds the same whatever it is shown.</summary>
    public static OnnxGraph Constants(object[] declaredShape, long[] shape, params float[] values)
    {
        // A sum that is always zero makes the output depend on the input, or the runtime would fold it all away.
        OnnxGraph graph = new OnnxGraph().Input("images", Float, 1, 3, 32, 32).Constant("rows", shape, values)
            .Node("ReduceSum", ["images"], "sum", ("keepdims", 0)).Constant("zero", [], 0).Node("Mul", ["sum", "zero"], "nothing");
        if (!declaredShape.Contains("rows"))
        {
            return graph.Node("Add", ["rows", "nothing"], "output").Output("output", Float, declaredShape);
        }

        // Cut to as many rows as only a run can tell.
        return graph.Node("Cast", ["nothing"], "none", ("to", Int64)).Constant("all", shape[1]).Node("Add", ["none", "all"], "end")
            .Constant("start", 0L).Constant("axis", 1L).Node("Slice", ["rows", "start", "end", "axis"], "output").Output("output", Float, declaredShape);
    }

    private static byte[] ValueInfo(string name, int type, object[] dimensions)
    {
        var shape = new Message();
        foreach (object dimension in dimensions)
        {
            shape.Bytes(1, dimension is string open ? new Message().String(2, open).ToArray() : new Message().Varint(1, Convert.ToInt64(dimension, System.Globalization.CultureInfo.InvariantCulture)).ToArray());
        }

        byte[] tensor = new Message().Varint(1, type).Bytes(2, shape.ToArray()).ToArray();
        return new Message().String(1, name).Bytes(2, new Message().Bytes(1, tensor).ToArray()).ToArray();
    }

    private OnnxGraph AddConstant(string name, int type, long[] shape, byte[] raw)
    {
        var tensor = new Message();
        foreach (long dimension in shape)
        {
            tensor.Varint(1, dimension);
        }

        constants.Add(tensor.Varint(2, type).String(8, name).Bytes(9, raw).ToArray());
        return this;
    }

    /// <summary>A protocol buffers message.</summary>
    private sealed class Message
    {
        private readonly List<byte> bytes = [];

        public Message Varint(int field, long value)
        {
            Write((ulong)field << 3);
            Write((ulong)value);
            return this;
        }

        public Message String(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

        public Message Bytes(int field, byte[] value)
        {
            Write(((ulong)field << 3) | 2);
            Write((ulong)value.Length);
            bytes.AddRange(value);
            return this;
        }

        public byte[] ToArray() => [.. bytes];

        private void Write(ulong value)
        {
            for (; value >= 0x80; value >>= 7)
            {
                bytes.Add((byte)(value | 0x80));
            }

            bytes.Add((byte)value);
        }
    }
}
