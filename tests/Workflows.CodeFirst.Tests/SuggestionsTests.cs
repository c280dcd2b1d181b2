namespace Workflows.CodeFirst.Tests;

public class SuggestionsTests
{
    [Theory]
    [InlineData("predictons", "predictions")]
    [InlineData("Predictions", "predictions")]
    [InlineData("predicitons", "predictions")]
    public void Proposes_the_nearest_name(string typed, string meant) =>
        Assert.Equal(meant, Suggestions.Nearest(typed, ["inference_id", "predictions", "model_id"]));

    [Fact]
    public void Proposes_nothing_when_nothing_is_near() =>
        Assert.Null(Suggestions.DidYouMean("image", ["inference_id", "predictions", "model_id"]));
}
