using System.Globalization;
using System.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace Workflows.CodeFirst.Onnx.Tests.PostProcessing;

public class DecimalRoundingTests
{
    [Theory]
    [InlineData(0.03125, 0.0312)]
    [InlineData(0.00005, 0.0001)]
    [InlineData(0.12345, 0.1235)]
    [InlineData(0.99995, 1.0)]
    [InlineData(0.09375, 0.0938)]
    [InlineData(0.46831053, 0.4683)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(-0.03125, -0.0312)]
    [InlineData(1e-300, 0)]
    [InlineData(4.5e15, 4.5e15)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    public void Known_numbers(double value, double rounded) => Assert.Equal(rounded, DecimalRounding.ToFourPlaces(value));

    [Fact]
    public void The_exact_binary_value_decides() => Prop.ForAll(
        Gen.OneOf(
            Gen.Choose(0, 1 << 24).Select(i => (double)(i / (float)(1 << 24))),
            Gen.Choose(0, 160_000).Select(i => i / 160_000.0),
            Gen.Choose(0, 100_000).Select(i => i / 100_000.0)).ToArbitrary(),
        value => DecimalRounding.ToFourPlaces(value) == Exact(value)).QuickCheckThrowOnFailure();

    // All digits of the number as text, rounded as text.
    private static double Exact(double value)
    {
        string digits = value.ToString("F80", CultureInfo.InvariantCulture).Replace(".", "", StringComparison.Ordinal);
        var scaled = BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        var unit = BigInteger.Pow(10, 76);
        var (whole, rest) = BigInteger.DivRem(scaled, unit);
        if (rest * 2 > unit || (rest * 2 == unit && !whole.IsEven))
        {
            whole++;
        }

        return double.Parse($"{whole}e-4", CultureInfo.InvariantCulture);
    }
}
