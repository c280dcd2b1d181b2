using System.Collections.Frozen;
using System.Collections.Immutable;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Runtime.Tests.Engine;

/// <summary>Small blocks, written as the generator emits them, that together use everything that the engine can do.</summary>
internal static class TestBlocks
{
    // Made on demand: the manifests below are made with the help of this class.
    public static BlockCatalogue Catalogue => field ??= BlockCatalogue.Core.With(
        Add.Manifest, Total.Manifest, Spread.Manifest, Collect.Manifest, Gate.Manifest, FirstOf.Manifest, Describe.Manifest, Scale.Manifest, Constant.Manifest);

    public static void AddTo(BlockRegistry blocks)
    {
        blocks.Add<AddBlock>();
        blocks.Add<TotalBlock>();
        blocks.Add<SpreadBlock>();
        blocks.Add<CollectBlock>();
        blocks.Add<GateBlock>();
        blocks.Add<FirstOfBlock>();
        blocks.Add<DescribeBlock>();
        blocks.Add<ScaleBlock>();
        blocks.Add<ConstantBlock>();
    }

    public static BlockManifest Manifest(string type, ImmutableArray<PropertyManifest> properties, ImmutableArray<OutputManifest> outputs, BatchManifest? batch = null) => new()
    {
        Type = type,
        Family = type,
        Version = 1,
        ClassName = type,
        Namespace = "Tests",
        Category = "test",
        Summary = "A block for tests.",
        Runs = "local",
        Properties = properties,
        Outputs = outputs,
        Batch = batch ?? BatchManifest.None,
    };

    public static PropertyManifest Property(string name, string? defaultJson, params ReadOnlySpan<Alternative> accepts) => new()
    {
        Name = name,
        Required = defaultJson is null,
        DefaultJson = defaultJson,
        Accepts = [.. accepts],
    };

    public static SelectorAlternative AnySelector { get; } = new(["*"]);

    public static LiteralAlternative Float { get; } = new(LiteralType.Float);
}

/// <summary>Adds two numbers.</summary>
internal static class Add
{
    public static BlockManifest Manifest { get; } = TestBlocks.Manifest(
        "test/add",
        [TestBlocks.Property("a", null, TestBlocks.Float, TestBlocks.AnySelector), TestBlocks.Property("b", "1", TestBlocks.Float with { Bounds = new(Maximum: 1000) }, TestBlocks.AnySelector)],
        [new("sum", ["float"])]);

    internal readonly record struct Arguments(double A, double B) : IElementArguments<Arguments>
    {
        static BlockManifest IArguments<Arguments>.Manifest => Manifest;

        static ArgumentReader<Arguments> IArguments<Arguments>.Bind(ArgumentBinder binder) => new Reader(binder.Value<double>(0), binder.Value<double>(1));

        private sealed class Reader(Source<double> a, Source<double> b) : ArgumentReader<Arguments>
        {
            public override Arguments Read(in StepScope scope) => new(a.Read(scope), b.Read(scope));
        }
    }

    internal readonly record struct Results(double Sum) : IResults<Results>
    {
        static ResultWriter<Results> IResults<Results>.Bind(ResultBinder binder) => new Writer(binder.Output<double>(0));

        private sealed class Writer(Sink<double> sum) : ResultWriter<Results>
        {
            public override void Write(in StepScope scope, in Results results) => sum.Write(scope, results.Sum);
        }
    }
}

internal sealed class AddBlock : Block<Add.Arguments, Add.Results>
{
    public override Add.Results Run(in Add.Arguments arguments, BlockContext context) => double.IsNegative(arguments.A) && arguments.A == -13
        ? throw new InvalidOperationException("thirteen is not to be had")
        : new(arguments.A + arguments.B);
}

/// <summary>Tells of each number of a whole batch what it is and what all together are; takes nothing but whole batches.</summary>
internal static class Total
{
    public static BlockManifest Manifest { get; } = TestBlocks.Manifest(
        "test/total",
        [TestBlocks.Property("values", null, TestBlocks.Float, TestBlocks.AnySelector), TestBlocks.Property("factor", "1", TestBlocks.Float, TestBlocks.AnySelector)],
        [new("share", ["string"]), new("doubled", ["float"])],
        new() { Batches = ["values"] });

    internal readonly record struct Arguments(Batch<double> Values, double Factor) : IBatchArguments<Arguments>
    {
        static BlockManifest IArguments<Arguments>.Manifest => Manifest;

        static ArgumentReader<Arguments> IArguments<Arguments>.Bind(ArgumentBinder binder) => new Reader(binder.Batch<double>(0), binder.Value<double>(1));

        private sealed class Reader(Source<Batch<double>> values, Source<double> factor) : ArgumentReader<Arguments>
        {
            public override Arguments Read(in StepScope scope) => new(values.Read(scope), factor.Read(scope));
        }
    }

    internal readonly record struct Results(string Share, double Doubled) : IResults<Results>
    {
        static ResultWriter<Results> IResults<Results>.Bind(ResultBinder binder) => new Writer(binder.Output<string>(0), binder.Output<double>(1));

        private sealed class Writer(Sink<string> share, Sink<double> doubled) : ResultWriter<Results>
        {
            public override void Write(in StepScope scope, in Results results)
            {
                share.Write(scope, results.Share);
                doubled.Write(scope, results.Doubled);
            }
        }
    }
}

internal sealed class TotalBlock : BatchBlock<Total.Arguments, Total.Results>
{
    public override void Run(in Total.Arguments arguments, Span<Total.Results> results, BlockContext context)
    {
        double total = 0;
        foreach (double value in arguments.Values.Span)
        {
            total += value;
        }

        for (int i = 0; i < results.Length; i++)
        {
            results[i] = new(FormattableString.Invariant($"{arguments.Values[i]} of {total * arguments.Factor}"), 2 * arguments.Values[i]);
        }
    }
}

/// <summary>Makes n elements, from 0 to n - 1, of a number n.</summary>
internal static class Spread
{
    public static BlockManifest Manifest { get; } = TestBlocks.Manifest(
        "test/spread",
        [TestBlocks.Property("count", null, new LiteralAlternative(LiteralType.Integer), TestBlocks.AnySelector)],
        [new("item", ["float"])],
        new() { OutputOffset = 1 });

    internal readonly record struct Arguments(long Count) : IElementArguments<Arguments>
    {
        static BlockManifest IArguments<Arguments>.Manifest => Manifest;

        static ArgumentReader<Arguments> IArguments<Arguments>.Bind(ArgumentBinder binder) => new Reader(binder.Value<long>(0));

        private sealed class Reader(Source<long> count) : ArgumentReader<Arguments>
        {
            public override Arguments Read(in StepScope scope) => new(count.Read(scope));
        }
    }

    internal readonly record struct Results(double Item) : IResults<Results>
    {
        static ResultWriter<Results> IResults<Results>.Bind(ResultBinder binder) => new Writer(binder.Output<double>(0));

        private sealed class Writer(Sink<double> item) : ResultWriter<Results>
        {
            public override void Write(in StepScope scope, in Results results) => item.Write(scope, results.Item);
        }
    }
}

internal sealed class SpreadBlock : ExpandingBlock<Spread.Arguments, Spread.Results>
{
    public override void Run(in Spread.Arguments arguments, ResultList<Spread.Results> results, BlockContext context)
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            results.Add(new(i));
        }
    }
}

/// <summary>Collapses one dimension into a text of all its values.</summary>
internal static class Collect
{
    public static BlockManifest Manifest { get; } = TestBlocks.Manifest(
        "test/collect",
        [TestBlocks.Property("data", null, TestBlocks.AnySelector)],
        [new("text", ["string"])],
        new() { AutoCast = ["data"], OutputOffset = -1 });

    internal readonly record struct Arguments(Batch<object?> Data) : IElementArguments<Arguments>
    {
        static BlockManifest IArguments<Arguments>.Manifest => Manifest;

        static ArgumentReader<Arguments> IArguments<Arguments>.Bind(ArgumentBinder binder) => new Reader(binder.Batch<object?>(0));

        private sealed class Reader(Source<Batch<object?>> data) : ArgumentReader<Arguments>
        {
            public override Arguments Read(in StepScope scope) => new(data.Read(scope));
        }
    }

    internal readonly record struct Results(string Text) : IResults<Results>
    {
        static ResultWriter<Results> IResults<Results>.Bind(ResultBinder binder) => new Writer(binder.Output<string>(0));

        private sealed class Writer(Sink<string> text) : ResultWriter<Results>
        {
            public override void Write(in StepScope scope, in Results results) => text.Write(scope, results.Text);
        }
    }
}

internal sealed class CollectBlock : Block<Collect.Arguments, Collect.Results>
{
    public override Collect.Results Run(in Collect.Arguments arguments, BlockContext context) =>
        new(string.Join(' ', arguments.Data.Select(item => FormattableString.Invariant($"{item ?? "-"}"))));
}

/// <summary>Lets the named steps run where a number is at least a limit.</summary>
internal static class Gate
{
    public static BlockManifest Manifest { get; } = TestBlocks.Manifest(
        "test/gate",
        [
            TestBlocks.Property("value", null, TestBlocks.Float, TestBlocks.AnySelector),
            TestBlocks.Property("limit", "0", TestBlocks.Float, TestBlocks.AnySelector),
            TestBlocks.Property("next_steps", null, new LiteralAlternative(LiteralType.List) { Items = [new StepTargetAlternative()] }),
        ],
        []);

    internal readonly record struct Arguments(double Value, double Limit, IReadOnlyList<StepTarget> NextSteps) : IElementArguments<Arguments>
    {
        static BlockManifest IArguments<Arguments>.Manifest => Manifest;

        static ArgumentReader<Arguments> IArguments<Arguments>.Bind(ArgumentBinder binder) =>
            new Reader(binder.Value<double>(0), binder.Value<double>(1), binder.Targets(2));

        private sealed class Reader(Source<double> value, Source<double> limit, Source<IReadOnlyList<StepTarget>> next) : ArgumentReader<Arguments>
        {
            public override Arguments Read(in StepScope scope) => new(value.Read(scope), limit.Read(scope), next.Read(scope));
        }
    }
}

internal sealed class GateBlock : FlowBlock<Gate.Arguments>
{
    public override FlowDecision Run(in Gate.Arguments arguments, BlockContext context) =>
        arguments.Value >= arguments.Limit ? FlowDecision.GoTo(arguments.NextSteps) : FlowDecision.Stop;
}

/// <summary>The first value that is there, or a default.</summary>
internal static class FirstOf
{
    public static BlockManifest Manifest { get; } = TestBlocks.Manifest(
        "test/first_of",
        [
            TestBlocks.Property("data", null, new LiteralAlternative(LiteralType.List) { Items = [TestBlocks.AnySelector] }),
            TestBlocks.Property("default", "null", new LiteralAlternative(LiteralType.Any)),
        ],
        [new("value", ["*"])],
        new() { AcceptsEmptyValues = true });

    internal readonly record struct Arguments(IReadOnlyList<object?> Data, object? Default) : IElementArguments<Arguments>
    {
        static BlockManifest IArguments<Arguments>.Manifest => Manifest;

        static ArgumentReader<Arguments> IArguments<Arguments>.Bind(ArgumentBinder binder) => new Reader(binder.List<object?>(0), binder.Value<object?>(1));

        private sealed class Reader(Source<IReadOnlyList<object?>> data, Source<object?> other) : ArgumentReader<Arguments>
        {
            public override Arguments Read(in StepScope scope) => new(data.Read(scope), other.Read(scope));
        }
    }

    internal readonly record struct Results(object? Value) : IResults<Results>
    {
        static ResultWriter<Results> IResults<Results>.Bind(ResultBinder binder) => new Writer(binder.Output<object?>(0));

        private sealed class Writer(Sink<object?> value) : ResultWriter<Results>
        {
            public override void Write(in StepScope scope, in Results results) => value.Write(scope, results.Value);
        }
    }
}

internal sealed class FirstOfBlock : Block<FirstOf.Arguments, FirstOf.Results>
{
    public override FirstOf.Results Run(in FirstOf.Arguments arguments, BlockContext context) =>
        new(arguments.Data.FirstOrDefault(value => value is not null) ?? arguments.Default);
}

/// <summary>Describes an image, together with texts by name.</summary>
internal static class Describe
{
    public static BlockManifest Manifest { get; } = TestBlocks.Manifest(
        "test/describe",
        [
            TestBlocks.Property("image", null, new SelectorAlternative(["image"])),
            TestBlocks.Property(
                "words",
                "{}",
                new LiteralAlternative(LiteralType.Dictionary) { Items = [TestBlocks.AnySelector, new LiteralAlternative(LiteralType.Any)] }),
            TestBlocks.Property("style", "\"short\"", new LiteralAlternative(LiteralType.String) { Values = ["short", "long"] }, TestBlocks.AnySelector),
        ],
        [new("text", ["string"]), new("image", ["image"])]);

    internal enum Style
    {
        Short,
        Long,
    }

    internal readonly record struct Arguments(Image Image, IReadOnlyDictionary<string, object?> Words, Style Style) : IElementArguments<Arguments>
    {
        static BlockManifest IArguments<Arguments>.Manifest => Manifest;

        static ArgumentReader<Arguments> IArguments<Arguments>.Bind(ArgumentBinder binder) =>
            new Reader(binder.Value<Image>(0), binder.Dictionary<object?>(1), binder.Enumeration<Style>(2, TryParse));

        private static bool TryParse(string text, out Style style)
        {
            style = text == "long" ? Style.Long : Style.Short;
            return text is "long" or "short";
        }

        private sealed class Reader(Source<Image> image, Source<IReadOnlyDictionary<string, object?>> words, Source<Style> style) : ArgumentReader<Arguments>
        {
            public override Arguments Read(in StepScope scope) => new(image.Read(scope), words.Read(scope), style.Read(scope));
        }
    }

    internal readonly record struct Results(string Text, Image Image) : IResults<Results>
    {
        static ResultWriter<Results> IResults<Results>.Bind(ResultBinder binder) => new Writer(binder.Output<string>(0), binder.Output<Image>(1));

        private sealed class Writer(Sink<string> text, Sink<Image> image) : ResultWriter<Results>
        {
            public override void Write(in StepScope scope, in Results results)
            {
                text.Write(scope, results.Text);
                image.Write(scope, results.Image);
            }
        }
    }
}

internal sealed class DescribeBlock : Block<Describe.Arguments, Describe.Results>
{
    public override Describe.Results Run(in Describe.Arguments arguments, BlockContext context)
    {
        string size = arguments.Style == Describe.Style.Long ? $"{arguments.Image.Width} by {arguments.Image.Height} pixels" : $"{arguments.Image.Size}";
        string words = string.Concat(arguments.Words.Select(word => FormattableString.Invariant($" {word.Key}={word.Value}")));
        return new($"{arguments.Image.Lineage!.Root.Id} {size}{words}", arguments.Image);
    }
}

/// <summary>Scales the elements one level below a reference value by it.</summary>
internal static class Scale
{
    public static BlockManifest Manifest { get; } = TestBlocks.Manifest(
        "test/scale",
        [TestBlocks.Property("reference", null, TestBlocks.AnySelector), TestBlocks.Property("items", null, TestBlocks.AnySelector)],
        [new("text", ["string"])],
        new()
        {
            InputOffsets = new Dictionary<string, int> { ["reference"] = 0, ["items"] = 1 }.ToFrozenDictionary(),
            ReferenceProperty = "reference",
        });

    internal readonly record struct Arguments(double Reference, Batch<double> Items) : IElementArguments<Arguments>
    {
        static BlockManifest IArguments<Arguments>.Manifest => Manifest;

        static ArgumentReader<Arguments> IArguments<Arguments>.Bind(ArgumentBinder binder) => new Reader(binder.Value<double>(0), binder.Batch<double>(1));

        private sealed class Reader(Source<double> reference, Source<Batch<double>> items) : ArgumentReader<Arguments>
        {
            public override Arguments Read(in StepScope scope) => new(reference.Read(scope), items.Read(scope));
        }
    }

    internal readonly record struct Results(string Text) : IResults<Results>
    {
        static ResultWriter<Results> IResults<Results>.Bind(ResultBinder binder) => new Writer(binder.Output<string>(0));

        private sealed class Writer(Sink<string> text) : ResultWriter<Results>
        {
            public override void Write(in StepScope scope, in Results results) => text.Write(scope, results.Text);
        }
    }
}

internal sealed class ScaleBlock : Block<Scale.Arguments, Scale.Results>
{
    public override Scale.Results Run(in Scale.Arguments arguments, BlockContext context)
    {
        double factor = arguments.Reference;
        return new(string.Join(' ', arguments.Items.Select(item => FormattableString.Invariant($"{item * factor}"))));
    }
}

/// <summary>The number seven; has no properties.</summary>
internal static class Constant
{
    public static BlockManifest Manifest { get; } = TestBlocks.Manifest("test/constant", [], [new("seven", ["float"])]);

    internal readonly record struct Arguments : IElementArguments<Arguments>
    {
        static BlockManifest IArguments<Arguments>.Manifest => Manifest;

        static ArgumentReader<Arguments> IArguments<Arguments>.Bind(ArgumentBinder binder) => new Reader();

        private sealed class Reader : ArgumentReader<Arguments>
        {
            public override Arguments Read(in StepScope scope) => default;
        }
    }

    internal readonly record struct Results(double Seven) : IResults<Results>
    {
        static ResultWriter<Results> IResults<Results>.Bind(ResultBinder binder) => new Writer(binder.Output<double>(0));

        private sealed class Writer(Sink<double> seven) : ResultWriter<Results>
        {
            public override void Write(in StepScope scope, in Results results) => seven.Write(scope, results.Seven);
        }
    }
}

internal sealed class ConstantBlock : Block<Constant.Arguments, Constant.Results>
{
    public override Constant.Results Run(in Constant.Arguments arguments, BlockContext context) => new(7);
}
