using System.Collections.Immutable;

namespace Workflows.CodeFirst.Onnx;

/// <summary>
/// RF-DETR's keypoints: eight values a slot: column and row as shares of the input, a logit of being findable, one of being visible, three
/// of the precision of the place (a Cholesky factor: logarithm, off-diagonal, logarithm) and a class logit.
/// </summary>
internal sealed class DetrKeypointStage : KeypointStage
{
    /// <summary>Values a slot has.</summary>
    public const int SlotLength = 8;

    public override bool HasCovariances => true;

    public override void Decode(
        ExtraValues extras, int anchor, ImmutableArray<string> names, float threshold, in InputGeometry geometry, KeypointColumns columns, int row)
    {
        int slots = Math.Min(extras.Count / SlotLength, names.Length), count = 0;
        var keypoints = slots == 0 ? [] : new Keypoint[slots];
        var covariances = slots == 0 ? [] : new PointCovariance[slots];
        var mapping = new CurrentMapping(geometry);
        var input = geometry.Intermediate ?? geometry.Network;
        for (int k = 0; k < slots; k++)
        {
            int at = k * SlotLength;
            float x = mapping.ClampedX(extras[anchor, at] * input.Width), y = mapping.ClampedY(extras[anchor, at + 1] * input.Height);
            float score = Sigmoid.Of(extras[anchor, at + 2]);
            if (!(score >= threshold && score > 0) || !float.IsFinite((x + y) * 0f))
            {
                continue;
            }

            keypoints[count] = new(CurrentMapping.Round(x), CurrentMapping.Round(y), score, k, names[k]);
            covariances[count++] = Covariance(
                extras[anchor, at + 4], extras[anchor, at + 5], extras[anchor, at + 6], input.Width / geometry.ScaleX, input.Height / geometry.ScaleY);
        }

        columns.Keypoints[row] = Filled(keypoints, count);
        columns.Covariances[row] = Filled(covariances, count);
    }

    /// <summary>The inverse of the precision L·Lᵀ, scaled to pixels; zero where it is not finite.</summary>
    private static PointCovariance Covariance(float logL11, float l21, float logL22, float scaleX, float scaleY)
    {
        float l11 = MathF.Exp(logL11), l22 = MathF.Exp(logL22);
        float inverse = 1f / (l11 * l11 * l22 * l22);
        float xx = (l21 * l21 + l22 * l22) * inverse * scaleX * scaleX;
        float xy = -l11 * l21 * inverse * scaleX * scaleY;
        float yy = l11 * l11 * inverse * scaleY * scaleY;
        return float.IsFinite((xx + xy + yy) * 0f) ? new(xx, xy, yy) : default;
    }
}
