using System.Globalization;
using Workflows.CodeFirst.Generators.Manifests.Model;

namespace Workflows.CodeFirst.Generators.Manifests;

/// <summary>Says bounds in words.</summary>
internal static class RangeText
{
    /// <summary><c>at least 0 and less than 5</c>; empty when there are no bounds on numbers.</summary>
    public static string Of(BoundsModel bounds)
    {
        string from = (bounds.Minimum, bounds.ExclusiveMinimum) switch
        {
            ({ } minimum, _) => "at least " + Number(minimum),
            (_, { } minimum) => "greater than " + Number(minimum),
            _ => "",
        };
        string to = (bounds.Maximum, bounds.ExclusiveMaximum) switch
        {
            ({ } maximum, _) => "at most " + Number(maximum),
            (_, { } maximum) => "less than " + Number(maximum),
            _ => "",
        };
        return from.Length > 0 && to.Length > 0 ? from + " and " + to : from + to;
    }

    /// <summary>The shortest text that is read as the same number, as C# and JSON both write it.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
