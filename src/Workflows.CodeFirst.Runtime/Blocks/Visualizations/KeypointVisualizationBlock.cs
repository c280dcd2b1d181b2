using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Imaging;
using Workflows.CodeFirst.Runtime.Values;

namespace Workflows.CodeFirst.Runtime.Blocks.Visualizations;

/// <summary>Draws keypoints: as lines of a skeleton, as dots, or as numbers.</summary>
/// <remarks>
/// Without edges of its own, a step draws the skeleton that the model declares for the class; without that, one that is known by its
/// number of points.
/// </remarks>
internal sealed class KeypointVisualizationBlock : Block<KeypointVisualizationV1.Arguments, KeypointVisualizationV1.Results>
{
    public override KeypointVisualizationV1.Results Run(in KeypointVisualizationV1.Arguments arguments, BlockContext context)
    {
        var scene = Scene.Of(arguments.Image, arguments.CopyImage);
        if (arguments.Predictions.Count == 0)
        {
            return new(scene);
        }

        var points = new PointTable(arguments.Predictions, byPosition: context.Compatibility == CompatibilityMode.Reference);
        var canvas = new Canvas(scene);
        var color = Rgb.Parse(arguments.Color);
        switch (arguments.AnnotatorType)
        {
            case KeypointVisualizationAnnotatorType.Edge:
                DrawEdges(canvas, arguments.Predictions, points, EdgesOf(arguments.Edges), color, checked((int)arguments.Thickness));
                break;
            case KeypointVisualizationAnnotatorType.Vertex:
                DrawVertices(canvas, points, color, checked((int)arguments.Radius));
                break;
            default:
                DrawLabels(canvas, points, color, arguments);
                break;
        }

        return new(scene);
    }

    private static void DrawEdges(Canvas canvas, KeypointDetections detections, PointTable points, ImmutableArray<SkeletonEdge> edges, Rgb color, int thickness)
    {
        for (int i = 0; i < points.Count; i++)
        {
            var own = edges.IsEmpty ? SkeletonOf(detections, i, points.Width) : edges;
            Annotate.Edges(canvas, points.Row(i, least: own), Wrap(own, points.Width), color, thickness);
        }
    }

    private static void DrawVertices(Canvas canvas, PointTable points, Rgb color, int radius)
    {
        for (int i = 0; i < points.Count; i++)
        {
            // Filling up to equal length is part of the reference engine's picture.
            Annotate.Vertices(canvas, points.DrawsMissing ? points.Row(i, []) : points.Present(i), color, radius);
        }
    }

    private static void DrawLabels(Canvas canvas, PointTable points, Rgb color, in KeypointVisualizationV1.Arguments arguments)
    {
        var style = new LabelStyle
        {
            TextColor = Rgb.Parse(arguments.TextColor),
            TextScale = arguments.TextScale,
            TextThickness = checked((int)arguments.TextThickness),
            Padding = checked((int)arguments.TextPadding),
            BorderRadius = checked((int)arguments.Radius),
        };
        string[] texts = [.. Enumerable.Range(0, points.Width).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        for (int i = 0; i < points.Count; i++)
        {
            Annotate.VertexLabels(canvas, points.Row(i, []), texts, color, style);
        }
    }

    private static ImmutableArray<SkeletonEdge> SkeletonOf(KeypointDetections detections, int row, int points)
    {
        foreach (var skeleton in detections.Skeletons)
        {
            if (skeleton.ClassId == detections.ClassIds[row])
            {
                return skeleton.Edges;
            }
        }

        return Skeletons.OfPoints(points);
    }

    /// <summary>Edges as workflows write them: pairs of positions that are counted from 1.</summary>
    private static ImmutableArray<SkeletonEdge> EdgesOf(IReadOnlyList<object?>? edges)
    {
        if (edges is null)
        {
            return [];
        }

        var read = ImmutableArray.CreateBuilder<SkeletonEdge>(edges.Count);
        foreach (object? edge in edges)
        {
            read.Add(edge is IList { Count: 2 } pair && ValueConversion.TryConvert<int>(pair[0], out int from) && ValueConversion.TryConvert<int>(pair[1], out int to)
                ? new(from - 1, to - 1)
                : throw new ArgumentException($"An edge is a pair of point numbers, as in [1, 2], but one is {ValueNames.Describe(edge)}."));
        }

        return read.MoveToImmutable();
    }

    /// <summary>Positions below the first count from the last, as in the reference engine.</summary>
    private static ImmutableArray<SkeletonEdge> Wrap(ImmutableArray<SkeletonEdge> edges, int count)
    {
        foreach (var edge in edges)
        {
            if (edge.From < 0 || edge.To < 0)
            {
                return ImmutableArray.CreateRange(edges, item => new SkeletonEdge(item.From < 0 ? item.From + count : item.From, item.To < 0 ? item.To + count : item.To));
            }
        }

        return edges;
    }
}
