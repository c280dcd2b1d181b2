using System.Globalization;
using System.Numerics;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Tests.Queries;

public sealed class PythonTextTests
{
    public static TheoryData<object?, string> Texts => new()
    {
        { null, "None" },
        { true, "True" },
        { 7L, "7" },
        { BigInteger.Pow(10, 30), "1000000000000000000000000000000" },
        { 1.0, "1.0" },
        { -0.0, "-0.0" },
        { 0.1, "0.1" },
        { 1e16, "1e+16" },
        { 1e15, "1000000000000000.0" },
        { 0.0001, "0.0001" },
        { 0.00001, "1e-05" },
        { 1.5e300, "1.5e+300" },
        { 5e-324, "5e-324" },
        { double.NaN, "nan" },
        { double.NegativeInfinity, "-inf" },
        { "a'b", "a'b" },
        { new object?[] { 1L, "a", null, true }, "[1, 'a', None, True]" },
        { new object?[] { "it's", "\"", "it's \"", "\t\\", "\u00ad", "\u2028", "\x7f", "é", "\U0001F600" }, "[\"it's\", '\"', 'it\\'s \"', '\\t\\\\', '\\xad', '\\u2028', '\\x7f', 'é', '\U0001F600']" },
        { new TupleValue(1L), "(1,)" },
        { new TupleValue(), "()" },
        { new SetValue([]), "set()" },
        { new SetValue([1L, 1.0, true, 2L]), "{1, 2}" },
        { new Dictionary<string, object?> { ["a"] = new object?[] { 1.5 } }, "{'a': [1.5]}" },
        { new MixedDictionary([new(1L, "x"), new(null, 2L), new(true, "y")]), "{1: 'y', None: 2}" },
        { new byte[] { 97, 0, 39, 255 }, "b\"a\\x00'\\xff\"" },
        { new DateTime(2026, 1, 2, 3, 4, 5), "2026-01-02 03:04:05" },
        { new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(-5.5)), "2026-01-02 03:04:05.678000-05:30" },
        { new object?[] { new DateTime(2026, 1, 2, 3, 4, 0) }, "[datetime.datetime(2026, 1, 2, 3, 4)]" },
        { ArrayValue.Of(1.0, 2.5), "[1.  2.5]" },
        { new object?[] { ArrayValue.Of(60.5, 20.25, 110.75, 70.5) }, "[array([ 60.5 ,  20.25, 110.75,  70.5 ])]" },
        { new object?[] { ArrayValue.Of(1e10, 1.5) }, "[array([1.0e+10, 1.5e+00])]" },
        { new object?[] { ArrayValue.Of(1.0 / 3, double.NaN) }, "[array([0.33333333,        nan])]" },
        { new object?[] { ArrayValue.Of(5, -10) }, "[array([  5, -10])]" },
        { new object?[] { new ArrayValue(ArrayElementType.Float32, [2, 2], [1.0, 2.0, 3.0, 4.0]) }, "[array([[1., 2.],\n       [3., 4.]], dtype=float32)]" },
        { new object?[] { new ArrayValue(ArrayElementType.Text, [2], ["a", "bcd"]) }, "[array(['a', 'bcd'], dtype='<U3')]" },
        { new object?[] { new ArrayValue(ArrayElementType.Float64, [0, 4], []) }, "[array([], shape=(0, 4), dtype=float64)]" },
        { new ArrayValue(ArrayElementType.Boolean, [2], [true, false]), "[ True False]" },
        { new ArrayValue(ArrayElementType.Int64, [2000], [.. Enumerable.Range(0, 2000).Select(i => (object?)(long)i)]), "[   0    1    2 ... 1997 1998 1999]" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Values_are_written_as_Python_writes_them(object? value, string expected) => Assert.Equal(expected, PythonText.Str(value));

    [Fact]
    public void Long_arrays_are_broken_into_lines() => Assert.Equal(
        "[ 0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19 20 21 22 23\n 24 25 26 27 28 29]",
        PythonText.Str(ArrayValue.Of([.. Enumerable.Range(0, 30).Select(i => (long)i)])));

    [Fact]
    public void Texts_are_shortened_to_characters_not_to_halves_of_them()
    {
        string text = string.Concat(Enumerable.Repeat("\U0001F600", 130));
        Assert.Equal(string.Concat(Enumerable.Repeat("\U0001F600", 128)) + " [...]", PythonText.Shortened(text));
        Assert.Equal("short", PythonText.Shortened("short"));
    }

    [Theory]
    [InlineData("straße ﬁn ŉ", "STRASSE FIN ʼN")]
    [InlineData("ıi", "II")]
    [InlineData("\u0390", "\u0399\u0308\u0301")]
    public void Upper_case_may_be_longer(string text, string expected) => Assert.Equal(expected, PythonCasing.ToUpper(text));

    [Theory]
    [InlineData("ΟΔΟΣ ΣΟΦΟΣ Σ", "οδος σοφος σ")]
    [InlineData("ΑΣ.", "ας.")]
    [InlineData("ΑΣ'Α", "ασ'α")]
    [InlineData("\u0130", "i\u0307")]
    public void Lower_case_knows_the_final_sigma(string text, string expected) => Assert.Equal(expected, PythonCasing.ToLower(text));

    [Theory]
    [InlineData(" 1_000.5 ", 1000.5)]
    [InlineData("١٢", 12)]
    [InlineData("+.5e-1", 0.05)]
    [InlineData("-Infinity", double.NegativeInfinity)]
    [InlineData("1e999", double.PositiveInfinity)]
    public void Numbers_are_read_as_Python_reads_them(string text, double expected)
    {
        Assert.True(PythonFloats.TryParse(text, out double number));
        Assert.Equal(expected, number);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1__0")]
    [InlineData("_1")]
    [InlineData("0x10")]
    [InlineData("1,5")]
    [InlineData("- 3")]
    [InlineData("e5")]
    public void What_is_no_number_is_not_read(string text) => Assert.False(PythonFloats.TryParse(text, out _));

    [Theory]
    [InlineData(2.5, 0, 2.0)]
    [InlineData(3.5, 0, 4.0)]
    [InlineData(2.675, 2, 2.67)]
    [InlineData(0.125, 2, 0.12)]
    [InlineData(1250.0, -2, 1200.0)]
    [InlineData(-0.04, 1, -0.0)]
    [InlineData(1e300, 400, 1e300)]
    [InlineData(1e300, -400, 0.0)]
    public void Floats_are_rounded_by_their_exact_value(double number, long digits, double expected) =>
        Assert.Equal(expected.ToString("R", CultureInfo.InvariantCulture), PythonFloats.Round(number, digits).ToString("R", CultureInfo.InvariantCulture));

    [Fact]
    public void Rounding_may_overflow() => Assert.Equal("OverflowError", Assert.Throws<PythonException>(() => PythonFloats.Round(double.MaxValue, -308)).Kind);
}
