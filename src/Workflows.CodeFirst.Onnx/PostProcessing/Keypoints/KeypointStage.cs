using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Workflows.CodeFirst.Onnx;

/// <summary>Reads the keypoints of one detection out of its extras.</summary>
internal abstract class KeypointStage
{
    /// <summary>Whether the network says how certain each keypoint's place is.</summary>
    public virtual bool HasCovariances => false;

    /// <summary>Reads the visible keypoints of one detection.</summary>
    /// <param name="extras">The extras of all anchors.</param>
    /// <param name="anchor">The detection's anchor.</param>
    /// <param name="names">The keypoints of the detection's class, by slot.</param>
    /// <param name="threshold">The score that a keypoint needs.</param>
    /// <param name="geometry">How the network's input was made.</param>
    /// <param name="columns">Receives the keypoints.</param>
    /// <param name="row">In which row.</param>
    public abstract void Decode(
        ExtraValues extras, int anchor, ImmutableArray<string> names, float threshold, in InputGeometry geometry, KeypointColumns columns, int row);

    /// <summary>Cuts an array to the part that was filled; without a copy when all of it was.</summary>
    protected static ImmutableArray<T> Filled<T>(T[] array, int count) =>
        ImmutableCollectionsMarshal.AsImmutableArray(count == array.Length ? array : array[..count]);
}

/// <summary>YOLO's keypoints: triples of column and row in network pixels and a score.</summary>
internal sealed class YoloKeypointStage(PackageFormat format) : KeypointStage
{
    public override void Decode(
        ExtraValues extras, int anchor, ImmutableArray<string> names, float threshold, in InputGeometry geometry, KeypointColumns columns, int row)
    {
        int slots = Math.Min(extras.Count / 3, names.Length), count = 0;
        var keypoints = slots == 0 ? [] : new Keypoint[slots];
        var current = new CurrentMapping(geometry);
        var legacy = LegacyMapping.ForKeypoints(geometry);
        for (int k = 0; k < slots; k++)
        {
            float x = extras[anchor, 3 * k], y = extras[anchor, 3 * k + 1], score = extras[anchor, 3 * k + 2];
            if (!(score >= threshold) || !float.IsFinite((x + y + score) * 0f))
            {
                continue;
            }

            if (format == PackageFormat.Legacy)
            {
                keypoints[count++] = new(legacy.RoundedX(x), legacy.RoundedY(y), score, k, names[k]);
            }
            else if (score > 0)
            {
                keypoints[count++] = new(CurrentMapping.Round(current.X(x)), CurrentMapping.Round(current.Y(y)), score, k, names[k]);
            }
        }

        columns.Keypoints[row] = Filled(keypoints, count);
    }
}
