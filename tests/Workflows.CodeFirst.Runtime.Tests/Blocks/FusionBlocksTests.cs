using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Blocks.Fusion;
using Workflows.CodeFirst.Runtime.Blocks.Transformations;

namespace Workflows.CodeFirst.Runtime.Tests.Blocks;

/// <summary>What recordings cannot show of blocks that join detections: corrected behaviour and clear errors.</summary>
public sealed class FusionBlocksTests
{
    private static readonly BlockContext Corrected = new("step");
    private static readonly BlockContext Reference = new("step", compatibility: CompatibilityMode.Reference);

    [Fact]
    public void Stitched_keypoints_move_with_their_box_unless_the_reference_engine_is_followed()
    {
        var image = Image.Create(100, 80).WithLineage(ImageLineage.OfInput("image", new(100, 80)));
        var crop = new DetectionOrigin(new(50, 40), new("crop", 30, 20, new(100, 80)), new("image", 30, 20, new(100, 80)));
        var detections = new KeypointDetections
        {
            Boxes = [new(1, 2, 3, 4)],
            Confidences = [0.5],
            ClassIds = [0],
            Origins = [crop],
            Keypoints = [[new(2, 3, 0.9, 0, "a")]],
        };
        var arguments = new DetectionsStitchV1.Arguments(image, new(new Detections[] { detections }), DetectionsStitchOverlapFilteringStrategy.None);
        var moved = Assert.IsType<KeypointDetections>(new DetectionsStitchBlock().Run(arguments, Corrected).Predictions);
        Assert.Equal(new Box(31, 22, 33, 24), moved.Boxes[0]);
        Assert.Equal((32, 23), (moved.Keypoints[0][0].X, moved.Keypoints[0][0].Y));
        Assert.Equal("image", moved.Origins[0].Parent.Id);
        var left = Assert.IsType<KeypointDetections>(new DetectionsStitchBlock().Run(arguments, Reference).Predictions);
        Assert.Equal((2, 3), (left.Keypoints[0][0].X, left.Keypoints[0][0].Y));
    }

    [Fact]
    public void Detections_without_a_place_cannot_be_stitched()
    {
        var arguments = new DetectionsStitchV1.Arguments(Image.Create(9, 9), new(new Detections[] { new() { Boxes = [new(1, 2, 3, 4)] } }));
        Assert.Contains("model blocks", Assert.Throws<InvalidOperationException>(() => new DetectionsStitchBlock().Run(arguments, Corrected)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_that_looked_at_different_images_reach_no_consensus()
    {
        var results = new DetectionsConsensusV1.Results[1];
        var arguments = new DetectionsConsensusV1.Arguments([Batch(Found("one")), Batch(Found("two"))], 1);
        string message = Assert.Throws<ArgumentException>(() => new DetectionsConsensusBlock().Run(arguments, results, Corrected)).Message;
        Assert.Contains("'one'", message, StringComparison.Ordinal);
        Assert.Contains("'two'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_consensus_needs_as_many_votes_as_are_required()
    {
        var results = new DetectionsConsensusV1.Results[1];
        new DetectionsConsensusBlock().Run(new([Batch(Found("one")), Batch(Found("one") with { DetectionIds = ["b"] })], 2), results, Corrected);
        Assert.Single(results[0].Predictions.Boxes);
        Assert.Equal(true, results[0].ObjectPresent);
        new DetectionsConsensusBlock().Run(new([Batch(Found("one")), Batch(Found("one") with { DetectionIds = ["b"] })], 3), results, Corrected);
        Assert.Empty(results[0].Predictions.Boxes);
        Assert.Equal(false, results[0].ObjectPresent);
    }

    [Fact]
    public void Combined_detections_have_all_or_none_of_a_column() => Assert.Throws<ArgumentException>(() =>
        new DetectionsCombineBlock().Run(new(Found("one"), Found("one") with { TrackerIds = [1] }), Corrected));

    [Fact]
    public void Boxes_grow_to_the_edge_of_the_image_and_no_farther()
    {
        var results = new DetectionOffsetV1.Results[1];
        new DetectionOffsetBlock().Run(new(Batch(Found("one")), 1000, 10), results, Corrected);
        Assert.Equal(new Box(0, 5, 50, 25), results[0].Predictions.Boxes[0]);
        Assert.Equal("a", results[0].Predictions.Origins[0].Parent.Id);
    }

    private static Batch<Detections> Batch(Detections detections) => new(new[] { detections });

    private static Detections Found(string parent)
    {
        var origin = new ImageOrigin(parent, 0, 0, new(50, 40));
        return new()
        {
            Boxes = [new(10, 10, 20, 20)],
            Confidences = [0.5],
            ClassIds = [0],
            ClassNames = ["cat"],
            DetectionIds = ["a"],
            Origins = [new(new(50, 40), origin, origin)],
        };
    }
}
