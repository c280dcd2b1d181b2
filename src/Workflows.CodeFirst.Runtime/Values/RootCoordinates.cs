using System.Collections.Immutable;

namespace Workflows.CodeFirst.Runtime.Values;

/// <summary>Moves detections that were made on a part of an image to where they are in the image that entered the workflow.</summary>
internal static class RootCoordinates
{
    private const string OutlineColumn = "polygon";

    /// <summary>The value with all detections in it moved; the value itself when there is nothing to move.</summary>
    /// <param name="value">The value.</param>
    /// <param name="movesMasks">Whether masks belong to which detections move too.</param>
    public static object? Move(object? value, Func<Detections, bool> movesMasks) => value switch
    {
        Detections detections => Move(detections, movesMasks(detections)),
        object?[] list when Array.Exists(list, HasDetections) => Array.ConvertAll(list, item => Move(item, movesMasks)),
        IReadOnlyDictionary<string, object?> dictionary when dictionary.Values.Any(HasDetections) =>
            dictionary.ToDictionary(entry => entry.Key, entry => Move(entry.Value, movesMasks), StringComparer.Ordinal),
        _ => value,
    };

    private static bool HasDetections(object? value) => value switch
    {
        Detections => true,
        object?[] list => Array.Exists(list, HasDetections),
        IReadOnlyDictionary<string, object?> dictionary => dictionary.Values.Any(HasDetections),
        _ => false,
    };

    private static Detections Move(Detections detections, bool movesMasks)
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
            Data = MoveOutlines(detections),
            ImageSize = detections.Origins[0].Root.Size,
        };
        return moved switch
        {
            KeypointDetections keypoints => keypoints with { Keypoints = Move(keypoints.Keypoints, detections.Origins) },
            InstanceDetections instances when movesMasks => instances with
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

    /// <summary>Outlines that a block has stored move with their detections.</summary>
    private static ImmutableDictionary<string, ImmutableArray<object?>> MoveOutlines(Detections detections) =>
        detections.Data.TryGetValue(OutlineColumn, out var outlines)
            ? detections.Data.SetItem(OutlineColumn, [.. outlines.Select((outline, i) => PolygonColumn.Move(outline, detections.Origins[i].Root.X, detections.Origins[i].Root.Y))])
            : detections.Data;

    private static bool IsElsewhere(ImmutableArray<DetectionOrigin> origins)
    {
        foreach (var origin in origins)
        {
            if (!origin.Root.IsPlaceKnown)
            {
                return false;
            }

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
