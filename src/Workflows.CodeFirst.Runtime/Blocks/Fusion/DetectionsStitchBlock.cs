using System.Collections.Immutable;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Queries.Python;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Blocks.Fusion;

/// <summary>Puts detections on parts of an image together to detections on the whole of it.</summary>
internal sealed class DetectionsStitchBlock : Block<DetectionsStitchV1.Arguments, DetectionsStitchV1.Results>
{
    private const string Scaling = "scaling_relative_to_parent";
    private const string OrientedBox = "xyxyxyxy";

    private static readonly string[] PlaceColumns =
    [
        DetectionColumns.ImageDimensions,
        DetectionColumns.ParentId, DetectionColumns.ParentCoordinates, DetectionColumns.ParentDimensions,
        DetectionColumns.RootParentId, DetectionColumns.RootParentCoordinates, DetectionColumns.RootParentDimensions,
    ];

    public override DetectionsStitchV1.Results Run(in DetectionsStitchV1.Arguments arguments, BlockContext context)
    {
        var moved = new Detections[arguments.Predictions.Count];
        for (int i = 0; i < moved.Length; i++)
        {
            moved[i] = Move(arguments.Predictions[i], arguments.ReferenceImage, movesKeypoints: context.Compatibility == CompatibilityMode.Corrected);
        }

        var all = Detections.Concat(moved);
        return new(arguments.OverlapFilteringStrategy switch
        {
            DetectionsStitchOverlapFilteringStrategy.None => all,
            DetectionsStitchOverlapFilteringStrategy.NonMaximumSuppression => OverlapFilter.Suppress(all, arguments.IouThreshold),
            _ => OverlapFilter.Merge(all, arguments.IouThreshold),
        });
    }

    private static Detections Move(Detections detections, Image image, bool movesKeypoints)
    {
        if (detections.Count == 0)
        {
            return detections;
        }

        var (x, y) = DetectionPlaces.OffsetInParent(detections, 0)
            ?? throw new InvalidOperationException("Detections can be put together only when they know the part of the image that they were made on, as those of model blocks do.");
        CheckScaling(detections);
        var lineage = image.Lineage ?? ImageLineage.OfInput("image", image.Size);
        var moved = detections with
        {
            Boxes = ImmutableArray.CreateRange(detections.Boxes, box => new Box(box.X1 + x, box.Y1 + y, box.X2 + x, box.Y2 + y)),
            Origins = [.. Enumerable.Range(0, detections.Count).Select(row => new DetectionOrigin(
                image.Size,
                lineage.Parent,
                lineage.Root,
                DetectionColumns.Cell(detections, row, DetectionColumns.InferenceId) as string,
                DetectionColumns.Cell(detections, row, DetectionColumns.PredictionType) as string))],
            ImageSize = image.Size,
            Data = MoveCorners(detections.Data.RemoveRange(PlaceColumns), x, y),
        };
        return moved switch
        {
            KeypointDetections keypoints when movesKeypoints => keypoints with
            {
                Keypoints = ImmutableArray.CreateRange(keypoints.Keypoints, row => ImmutableArray.CreateRange(row, point => point with { X = point.X + x, Y = point.Y + y })),
            },
            InstanceDetections { Polygons.IsEmpty: false } instances => instances with
            {
                Masks = ImmutableArray.CreateRange(instances.Masks, mask => mask.Place(image.Size, x, y)),
                Polygons = ImmutableArray.CreateRange(instances.Polygons, polygon => ImmutableArray.CreateRange(polygon, point => new ImagePoint(point.X + x, point.Y + y))),
            },
            _ => DetectionMasks.Replace(moved, ImmutableArray.CreateRange(DetectionMasks.Of(moved), mask => mask.Place(image.Size, x, y))),
        };
    }

    private static ImmutableDictionary<string, ImmutableArray<object?>> MoveCorners(ImmutableDictionary<string, ImmutableArray<object?>> data, int x, int y) =>
        data.TryGetValue(OrientedBox, out var corners)
            ? data.SetItem(OrientedBox, ImmutableArray.CreateRange(corners, cell => PolygonColumn.Move(cell is ArrayValue array ? array.ToList() : cell, x, y)))
            : data;

    private static void CheckScaling(Detections detections)
    {
        const double Tolerated = 1e-4;
        if (detections.Data.TryGetValue(Scaling, out var scaling) && ValueConversion.TryConvert<double>(scaling[0], out double scale) && Math.Abs(scale - 1) > Tolerated)
        {
            throw new ArgumentException($"The detections were made on a part of the image that was scaled by {scale}; parts that are put together must not be scaled.");
        }
    }
}
