using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Tests.Queries;

/// <summary>What holds for all values.</summary>
public sealed class PythonLawsTests
{
    [Fact]
    public void A_value_equals_itself() => Prop.ForAll(RandomValues.All, value => PythonEquality.AreEqual(value, value)).QuickCheckThrowOnFailure();

    [Fact]
    public void Equality_works_both_ways() => Prop.ForAll(
        RandomValues.All, RandomValues.All, (a, b) => PythonEquality.AreEqual(a, b) == PythonEquality.AreEqual(b, a)).QuickCheckThrowOnFailure();

    [Fact]
    public void Equality_of_numbers_is_transitive() => Prop.ForAll(
        RandomValues.Numbers, RandomValues.Numbers, RandomValues.Numbers,
        (a, b, c) => !PythonEquality.AreEqual(a, b) || !PythonEquality.AreEqual(b, c) || PythonEquality.AreEqual(a, c)).QuickCheckThrowOnFailure();

    [Fact]
    public void Equal_numbers_have_equal_hashes() => Prop.ForAll(
        RandomValues.Numbers, RandomValues.Numbers,
        (a, b) => !PythonEquality.AreEqual(a, b) || PythonEquality.Hash(a) == PythonEquality.Hash(b)).QuickCheckThrowOnFailure();

    [Fact]
    public void Numbers_are_less_equal_or_greater() => Prop.ForAll(RandomValues.Numbers, RandomValues.Numbers, (a, b) =>
        new[] { PythonOrder.Holds(Ordering.Less, a, b), PythonEquality.AreEqual(a, b), PythonOrder.Holds(Ordering.Greater, a, b) }.Count(holds => holds) == 1)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Numbers_are_ordered_exactly() => Prop.ForAll(RandomValues.Numbers, RandomValues.Numbers, (a, b) =>
        double.IsInfinity(Real(a)) || double.IsInfinity(Real(b)) || PythonOrder.Holds(Ordering.Less, a, b) == (Exact(a) < Exact(b))).QuickCheckThrowOnFailure();

    [Fact]
    public void Texts_are_ordered_by_code_point() => Prop.ForAll(RandomValues.Texts, RandomValues.Texts, (a, b) =>
        PythonOrder.Holds(Ordering.Less, a, b) == (Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)) < 0)).QuickCheckThrowOnFailure();

    [Fact]
    public void Lists_are_ordered_by_their_first_difference() => Prop.ForAll(RandomValues.Numbers, RandomValues.Numbers, RandomValues.Numbers, (a, b, c) =>
        PythonOrder.Holds(Ordering.Less, new[] { a, b }, new[] { a, c }) == PythonOrder.Holds(Ordering.Less, b, c)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_list_is_never_a_tuple() => Prop.ForAll(RandomValues.All, value =>
        !PythonEquality.AreEqual(new[] { value }, new TupleValue(value))).QuickCheckThrowOnFailure();

    [Fact]
    public void Not_a_number_is_neither_equal_nor_ordered() => Prop.ForAll(RandomValues.Numbers, value =>
        !PythonEquality.AreEqual(double.NaN, value) && Enum.GetValues<Ordering>().All(ordering => !PythonOrder.Holds(ordering, double.NaN, value)))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void A_list_contains_its_elements() => Prop.ForAll(RandomValues.All, RandomValues.All, (a, b) =>
        PythonSequences.Contains(new[] { a, b }, a) && PythonSequences.Contains(new[] { a, b }, b)).QuickCheckThrowOnFailure();

    [Fact]
    public void Floats_read_back_as_they_were_written() => Prop.ForAll(ArbMap.Default.ArbFor<double>(), number =>
        PythonFloats.TryParse(PythonFloats.ToText(number), out double back) && back.Equals(number)).QuickCheckThrowOnFailure();

    [Fact]
    public void Rounding_never_goes_further_than_half_a_unit() => Prop.ForAll(
        ArbMap.Default.ArbFor<int>(), Gen.Choose(0, 6).ToArbitrary(), (thousandths, digits) =>
        {
            double number = thousandths / 1000.0, unit = Math.Pow(10, -digits);
            return Math.Abs(PythonFloats.Round(number, digits) - number) <= unit / 2 * (1 + 1e-9);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_text_is_what_its_slices_make() => Prop.ForAll(RandomValues.Texts, Gen.Choose(-5, 10).ToArbitrary(), (text, at) =>
        PythonStrings.Slice(text, 0, at) + PythonStrings.Slice(text, at, int.MaxValue) == text
        && PythonStrings.Length(text) == text.EnumerateRunes().Count()
        && string.Concat(PythonStrings.Characters(text)) == text).QuickCheckThrowOnFailure();

    [Fact]
    public void Json_means_what_was_written() => Prop.ForAll(RandomValues.All, value =>
    {
        string json = PythonJson.Write(new Dictionary<string, object?> { ["value"] = value });
        if (json.Contains("Infinity", StringComparison.Ordinal))
        {
            return true;
        }

        using var document = JsonDocument.Parse(json);
        return PythonEquality.AreEqual(value, Runtime.Values.PlainValues.Of(document.RootElement.GetProperty("value")));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Products_of_whole_numbers_are_exact() => Prop.ForAll(ArbMap.Default.ArbFor<long>(), ArbMap.Default.ArbFor<long>(), (a, b) =>
        PythonEquality.AreEqual(PythonNumber.Multiply(a, b), (BigInteger)a * b)).QuickCheckThrowOnFailure();

    private static double Real(object? number) => PythonNumber.TryGet(number, out var value) ? value.ToDouble() : double.NaN;

    /// <summary>A number times 2^1100: whole for every double.</summary>
    private static BigInteger Exact(object? number)
    {
        _ = PythonNumber.TryGet(number, out var value);
        if (!value.IsReal)
        {
            return value.Whole << 1100;
        }

        long bits = BitConverter.DoubleToInt64Bits(value.ToDouble());
        int exponent = (int)((bits >> 52) & 0x7FF);
        BigInteger mantissa = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
        var exact = mantissa << (Math.Max(exponent, 1) - 1075 + 1100);
        return bits < 0 ? -exact : exact;
    }
}
