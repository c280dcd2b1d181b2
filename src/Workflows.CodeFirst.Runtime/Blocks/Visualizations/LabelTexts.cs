using System.Globalization;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Runtime.Queries.Python;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Blocks.Visualizations;

/// <summary>What labels of detections say.</summary>
internal static class LabelTexts
{
    private const int Decimals = 2;

    /// <summary>One text a detection.</summary>
    public static string[] Of(Detections detections, LabelText text)
    {
        var texts = new string[detections.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = Of(detections, i, text);
        }

        return texts;
    }

    private static string Of(Detections detections, int row, LabelText text) => text switch
    {
        LabelText.Class => Class(detections, row),
        LabelText.Confidence => Fixed(detections.Confidences[row]),
        LabelText.ClassAndConfidence => detections.ClassNames.IsDefaultOrEmpty
            ? Fixed(detections.Confidences[row])
            : $"{detections.ClassNames[row]} {Fixed(detections.Confidences[row])}",
        LabelText.Index => row.ToString(CultureInfo.InvariantCulture),
        LabelText.Dimensions => Dimensions(detections.Boxes[row]),
        LabelText.Area => Whole(Area(detections, row)),
        LabelText.AreaMask => Measured(detections, row, "area_px", "Area (mask)"),
        LabelText.AreaConverted => Measured(detections, row, "area_converted", "Area (conv)"),
        LabelText.TrackerId => detections.TrackerIds.IsDefaultOrEmpty ? "No Tracker ID" : detections.TrackerIds[row].ToString(CultureInfo.InvariantCulture),
        _ => Number(detections, row, "time_in_zone") is { } seconds and not 0 ? $"In zone: {PythonFloats.ToText(PythonFloats.Round(seconds, Decimals))}s" : "In zone: N/A",
    };

    private static string Class(Detections detections, int row) =>
        !detections.ClassNames.IsDefaultOrEmpty ? detections.ClassNames[row]
        : (detections.ClassIds.IsDefaultOrEmpty ? row : detections.ClassIds[row]).ToString(CultureInfo.InvariantCulture);

    private static string Dimensions(Box box) => $"{Whole(box.CenterX)}, {Whole(box.CenterY)} {Whole(box.Width)}x{Whole(box.Height)}";

    private static double Area(Detections detections, int row) => detections switch
    {
        InstanceDetections { Masks.IsDefaultOrEmpty: false } instances => instances.Masks[row].Area,
        SemanticDetections { Masks.IsDefaultOrEmpty: false } semantic => semantic.Masks[row].Area,
        _ => detections.Boxes[row].Area,
    };

    private static string Measured(Detections detections, int row, string column, string name) =>
        Number(detections, row, column) is { } area ? $"{name}: {Fixed(area)}" : $"{name}: N/A";

    private static double? Number(Detections detections, int row, string column) =>
        detections.Data.TryGetValue(column, out var values) && values[row] is { } value && ValueConversion.TryToDouble(value, out double number) ? number : null;

    /// <summary>Rounded before it is written, because halves go to the even digit.</summary>
    private static string Fixed(double number) => PythonFloats.Round(number, Decimals).ToString("F2", CultureInfo.InvariantCulture);

    private static string Whole(double number) => ((long)number).ToString(CultureInfo.InvariantCulture);
}
