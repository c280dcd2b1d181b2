namespace Workflows.CodeFirst.Runtime.Tests.Blocks;

/// <summary>Detections and frames to try blocks with.</summary>
internal static class TestDetections
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>Squares of 20 pixels around points, all sure and of one class; with tracks where there are identifiers.</summary>
    public static Detections At(IEnumerable<(double X, double Y)> centers, params int[] tracks)
    {
        Box[] boxes = [.. centers.Select(center => new Box(center.X - 10, center.Y - 10, center.X + 10, center.Y + 10))];
        return new()
        {
            Boxes = [.. boxes],
            Confidences = [.. boxes.Select(_ => 0.9)],
            ClassIds = [.. boxes.Select(_ => 0)],
            ClassNames = [.. boxes.Select(_ => "thing")],
            TrackerIds = [.. tracks],
        };
    }

    /// <summary>A frame of a video of 10 frames a second.</summary>
    public static VideoFrame Frame(int number, string video = "video") => new(video, number, Start.AddSeconds(number / 10.0), 10);

    /// <summary>The same as an image.</summary>
    public static Image Image(int number, string video = "video")
    {
        var image = CodeFirst.Image.Create(4, 4, PixelFormat.Rgb24);
        return image.WithLineage(ImageLineage.OfInput("image", image.Size, Frame(number, video)));
    }
}
