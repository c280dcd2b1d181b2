namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// Shares of the network's input to image pixels as RF-DETR packages of the legacy format do it: clipped to the image, not rounded; a
/// static crop is not undone. Single precision throughout.
/// </summary>
internal readonly struct LegacyDetrMapping
{
    private readonly float width;
    private readonly float height;
    private readonly float padX;
    private readonly float padY;
    private readonly float scale;
    private readonly ImageSize original;

    public LegacyDetrMapping(in InputGeometry geometry)
    {
        original = geometry.Original;
        var from = geometry.Intermediate ?? geometry.Network;
        (width, height, scale) = (original.Width, original.Height, 1);
        if (!geometry.IsStretched)
        {
            var fitted = Fit(original, from);
            (width, height, scale) = (from.Width, from.Height, (float)fitted.Scale);
            (padX, padY) = ((float)fitted.PadX, (float)fitted.PadY);
        }
    }

    /// <summary>How an image lies in a canvas: its scale, its truncated size and the padding on the left and at the top.</summary>
    public static (double Scale, int Width, int Height, double PadX, double PadY) Fit(ImageSize image, ImageSize canvas)
    {
        double scale = Math.Min((double)canvas.Width / image.Width, (double)canvas.Height / image.Height);
        int width = (int)(image.Width * scale), height = (int)(image.Height * scale);
        return (scale, width, height, (canvas.Width - width) / 2.0, (canvas.Height - height) / 2.0);
    }

    public Box Box(float x1, float y1, float x2, float y2) => new(X(x1), Y(y1), X(x2), Y(y2));

    // Adding zero keeps the negative zero out of results.
    private float X(float share) => Math.Clamp((share * width - padX) / scale, 0, original.Width) + 0f;

    private float Y(float share) => Math.Clamp((share * height - padY) / scale, 0, original.Height) + 0f;
}
