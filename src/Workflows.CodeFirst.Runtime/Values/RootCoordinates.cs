using System.Collections.Immutable;

namespace Workflows.CodeFirst.Runtime.Values;

/// <summary>Moves detections that were made on a part of an image to where they are in the image that entered the workflow.</summary>
internal static class RootCoordinates
{
    /// <summary>The value with all detections in it moved; the value itself when there is nothing to move.</summary>
    public static object? Move(object? value) => value switch
    {
        Detections detections => Move(detections),
        object?[] list when Array.Exists(list, item => item is Detections) => Array.ConvertAll(list, Move),
        _ => value,
    };

    /// <summary>The detections, in pixels of the root image.</summary>
    public static Detections Move(Detections detections)
    {
        if (detections.Origins.IsDefaultOrEmpty || !IsElsewhere(detections.Origins))
        {
            return detections;
        }

        var boxes = ImmutableArray.CreateBuilder<Box>(detections.Count);
        var origins = ImmutableArray.CreateBuilder<DetectionOrigin>(detections.Count);
        for (int i = 0; i < detections.Count; i++)
        {
            var origin = detections.Origins[i];
            var (x, y) = (origin.Root.X, origin.Root.Y);
            var box = detections.Boxes[i];
            boxes.Add(new(box.X1 + x, box.Y1 + y, box.X2 + x, box.Y2 + y));
            var root = origin.Root with { X = 0, Y = 0 };
            origins.Add(origin with { ImageSize = root.Size, Parent = root, Root = root });
        }

        var moved = detections with
        {
            Boxes = boxes.MoveToImmutable(),
            Origins = origins.MoveToImmutable(),
            ImageSize = detections.Origins[0].Root.Size,
        };
        return moved switch
        {
            KeypointDetections keypoints => keypoints with { Keypoints = Move(keypoints.Keypoints, detections.Origins) },
            InstanceDetections instances => instances with
            {
                Masks = Move(instances.Masks, detections.Origins),
                Polygons = Move(instances.Polygons, detections.Origins),
            },
            _ => moved,
        };
    }

    private static ImmutableArray<Mask> Move(ImmutableArray<Mask> masks, ImmutableArray<DetectionOrigin> origins)
    {
        var moved = ImmutableArray.CreateBuilder<Mask>(masks.Length);
        for (int i = 0; i < masks.Length; i++)
        {
            var root = origins[i].Root;
            moved.Add(masks[i].Place(root.Size, root.X, root.Y));
        }

        return moved.MoveToImmutable();
    }

    private static ImmutableArray<ImmutableArray<ImagePoint>> Move(ImmutableArray<ImmutableArray<ImagePoint>> polygons, ImmutableArray<DetectionOrigin> origins)
    {
        var moved = ImmutableArray.CreateBuilder<ImmutableArray<ImagePoint>>(polygons.Length);
        for (int i = 0; i < polygons.Length; i++)
        {
            var root = origins[i].Root;
            moved.Add(ImmutableArray.CreateRange(polygons[i], point => new ImagePoint(point.X + root.X, point.Y + root.Y)));
        }

        return moved.MoveToImmutable();
    }

    private static bool IsElsewhere(ImmutableArray<DetectionOrigin> origins)
    {
        foreach (var origin in origins)
        {
            if (origin.Root.X != 0 || origin.Root.Y != 0 || origin.Root.Size != origin.ImageSize)
            {
                return true;
            }
        }

        return false;
    }

    private static ImmutableArray<ImmutableArray<Keypoint>> Move(ImmutableArray<ImmutableArray<Keypoint>> keypoints, ImmutableArray<DetectionOrigin> origins)
    {
        var moved = ImmutableArray.CreateBuilder<ImmutableArray<Keypoint>>(keypoints.Length);
        for (int i = 0; i < keypoints.Length; i++)
        {
            var root = origins[i].Root;
            moved.Add(ImmutableArray.CreateRange(keypoints[i], point => point with { X = point.X + root.X, Y = point.Y + root.Y }));
        }

        return moved.MoveToImmutable();
    }
}
