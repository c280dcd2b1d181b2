using System.Collections.Immutable;
using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Blocks.Visualizations;

namespace Workflows.CodeFirst.Runtime.Tests.Visualizations;

/// <summary>Keypoints on pictures: which points and lines are drawn.</summary>
public class KeypointVisualizationTests
{
    private static readonly Keypoint[] Triangle = [new(10, 10, 0.9, 0, "a"), new(30, 10, 0.9, 1, "b"), new(30, 30, 0.9, 2, "c")];

    [Fact]
    public void The_models_skeleton_is_drawn_when_the_step_has_none()
    {
        var drawn = Draw(KeypointVisualizationAnnotatorType.Edge, Detections(Triangle) with { Skeletons = [new(0, ["a", "b", "c"], [new(0, 1)])] });
        Assert.True(IsColored(drawn, 20, 10));
        Assert.False(IsColored(drawn, 30, 20));
    }

    [Fact]
    public void The_steps_edges_win_and_are_counted_from_one()
    {
        var drawn = Draw(
            KeypointVisualizationAnnotatorType.Edge,
            Detections(Triangle) with { Skeletons = [new(0, ["a", "b", "c"], [new(0, 1)])] },
            edges: [new object?[] { 2L, 3L }]);
        Assert.False(IsColored(drawn, 20, 10));
        Assert.True(IsColored(drawn, 30, 20));
    }

    [Fact]
    public void Without_any_skeleton_nothing_is_drawn() => Assert.False(AnyColored(Draw(KeypointVisualizationAnnotatorType.Edge, Detections(Triangle))));

    [Fact]
    public void A_point_that_is_not_visible_takes_its_lines_with_it()
    {
        var drawn = Draw(KeypointVisualizationAnnotatorType.Edge, Detections([Triangle[0], Triangle[2]]) with
        {
            Skeletons = [new(0, ["a", "b", "c"], [new(0, 1), new(0, 2)])],
        });
        Assert.False(IsColored(drawn, 20, 10));
        Assert.True(IsColored(drawn, 20, 20));
    }

    [Theory]
    [InlineData(CompatibilityMode.Corrected, false)]
    [InlineData(CompatibilityMode.Reference, true)]
    public void Dots_are_drawn_where_points_are_and_for_missing_ones_only_if_the_reference_is_wanted(CompatibilityMode mode, bool corner)
    {
        var detections = Detections(Triangle, [Triangle[0] with { X = 20, Y = 40 }]);
        var drawn = Draw(KeypointVisualizationAnnotatorType.Vertex, detections, mode: mode);
        Assert.True(IsColored(drawn, 30, 30));
        Assert.True(IsColored(drawn, 20, 40));
        Assert.Equal(corner, IsColored(drawn, 0, 0));
    }

    [Fact]
    public void Numbers_stand_on_boxes() =>
        Assert.True(IsColored(Draw(KeypointVisualizationAnnotatorType.VertexLabel, Detections(Triangle)), 30 - 8, 30 - 8));

    [Fact]
    public void The_given_image_stays_as_it_is_unless_the_step_says_otherwise()
    {
        using var image = Image.Create(50, 50);
        Draw(KeypointVisualizationAnnotatorType.Vertex, Detections(Triangle), image);
        Assert.False(AnyColored(image));
        Draw(KeypointVisualizationAnnotatorType.Vertex, Detections(Triangle), image, copy: false);
        Assert.True(AnyColored(image));
    }

    [Fact]
    public void An_image_of_another_pixel_format_is_drawn_on_as_a_copy()
    {
        using var gray = Image.Create(50, 50, PixelFormat.Gray8);
        gray.Pixels.Fill(100);
        var drawn = Draw(KeypointVisualizationAnnotatorType.Vertex, Detections(Triangle), gray, copy: false);
        Assert.Equal(PixelFormat.Rgb24, drawn.Format);
        Assert.Equal((100, 100, 100), At(drawn, 45, 45));
    }

    [Fact]
    public void What_is_no_edge_is_refused()
    {
        var e = Assert.Throws<ArgumentException>(() => Draw(KeypointVisualizationAnnotatorType.Edge, Detections(Triangle), edges: ["1-2"]));
        Assert.Contains("'1-2'", e.Message, StringComparison.Ordinal);
    }

    private static KeypointDetections Detections(params Keypoint[][] rows) => new()
    {
        Boxes = [.. rows.Select(_ => new Box(5, 5, 35, 35))],
        Confidences = [.. rows.Select(_ => 0.9)],
        ClassIds = [.. rows.Select(_ => 0)],
        ClassNames = [.. rows.Select(_ => "thing")],
        Keypoints = [.. rows.Select(row => row.ToImmutableArray())],
    };

    private static Image Draw(
        KeypointVisualizationAnnotatorType type,
        KeypointDetections detections,
        Image? image = null,
        bool copy = true,
        object?[]? edges = null,
        CompatibilityMode mode = CompatibilityMode.Corrected)
    {
        var arguments = new KeypointVisualizationV1.Arguments(
            image ?? Image.Create(50, 50), detections, copyImage: copy, annotatorType: type, color: "#00FF00", radius: 4, edges: edges);
        return new KeypointVisualizationBlock().Run(arguments, new BlockContext("draw", compatibility: mode)).Image;
    }

    private static (int R, int G, int B) At(Image image, int x, int y) =>
        (image.Pixels[y * image.Stride + 3 * x], image.Pixels[y * image.Stride + 3 * x + 1], image.Pixels[y * image.Stride + 3 * x + 2]);

    private static bool IsColored(Image image, int x, int y) => At(image, x, y) == (0, 255, 0);

    private static bool AnyColored(Image image) => image.Pixels.ContainsAnyExcept((byte)0);
}
