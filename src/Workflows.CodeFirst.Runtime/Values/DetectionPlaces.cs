using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Values;

/// <summary>Reads where detections were made. Detections of custom code may know a part of it only, as columns of data.</summary>
internal static class DetectionPlaces
{
    /// <summary>The size of the image that a detection was made on; null when it is not known.</summary>
    public static ImageSize? ImageSizeOf(Detections detections, int row) =>
        PairOf(detections, row, DetectionColumns.ImageDimensions) is var (height, width) ? new ImageSize(width, height) : null;

    /// <summary>Where the image that a detection was made on begins in its parent; null when it is not known.</summary>
    public static (int X, int Y)? OffsetInParent(Detections detections, int row) => PairOf(detections, row, DetectionColumns.ParentCoordinates);

    private static (int First, int Second)? PairOf(Detections detections, int row, string column) =>
        DetectionColumns.Cell(detections, row, column) is { } pair ? (Number(pair, 0, column), Number(pair, 1, column)) : null;

    private static int Number(object pair, long index, string column) => PythonNumber.TryGet(PythonSequences.Item(pair, index), out var number)
        ? checked((int)number.ToDouble())
        : throw new ArgumentException($"The column '{column}' of detections holds pairs of numbers, but has something else in it.");
}
