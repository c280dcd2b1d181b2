using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Workflows.CodeFirst.Runtime.Tests.Queries;

/// <summary>Values of the query language of all sorts, with many that are equal to others.</summary>
internal static class RandomValues
{
    private static readonly object?[] Few =
    [
        null, true, false, 0L, 1L, -1L, 2L, 0.0, -0.0, 1.0, 0.5, 2.0, double.PositiveInfinity, long.MaxValue, long.MinValue,
        9007199254740993L, 9007199254740992.0, BigInteger.Pow(2, 63), Math.Pow(2, 63), BigInteger.Pow(10, 30), 1e30, "", "a", "b", "ab", "1",
    ];

    public static Gen<object?> NumberGen { get; } = Gen.OneOf(
        Gen.Elements(Few.Where(value => value is long or double or BigInteger or bool)),
        ArbMap.Default.GeneratorFor<long>().Select(value => (object?)value),
        ArbMap.Default.GeneratorFor<double>().Where(value => !double.IsNaN(value)).Select(value => (object?)value));

    public static Gen<string> TextGen { get; } =
        Gen.Elements("a", "b", "B", "ß", "\uE000", "\uFFFF", "\U0001F600", "'", "\"", "\\", "\n", "é").ListOf().Select(string.Concat);

    public static Arbitrary<object?> Numbers { get; } = NumberGen.ToArbitrary();

    public static Arbitrary<string> Texts { get; } = TextGen.ToArbitrary();

    /// <summary>Everything that can be compared and written, without "not a number".</summary>
    public static Arbitrary<object?> All { get; } = Gen.Sized(size => Value(Math.Min(size, 4))).ToArbitrary();

    private static Gen<object?> Value(int depth)
    {
        var leaf = Gen.OneOf(Gen.Elements(Few), NumberGen, TextGen.Select(text => (object?)text));
        if (depth == 0)
        {
            return leaf;
        }

        var items = Value(depth - 1).ListOf().Select(list => list.Take(3).ToArray());
        return Gen.OneOf(
            leaf,
            items.Select(list => (object?)list),
            items.Select(list => (object?)list.Index().ToDictionary(item => $"k{item.Index}", item => item.Item)));
    }
}
