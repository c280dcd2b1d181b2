using Workflows.CodeFirst.Blocks;

namespace Workflows.CodeFirst.Tests;

/// <summary>Lists and texts that a manifest wants to have a least size: builders refuse shorter ones, as the parser does.</summary>
public sealed class BuilderLimitTests
{
    private readonly InputSelector<IImageKind> image = Input.Image();

    [Fact]
    public void A_list_that_is_too_short_is_refused_by_the_constructor()
    {
        var problem = Assert.Throws<ArgumentException>(static () => new FirstNonEmptyOrDefaultV1("first", []));

        Assert.Equal("'data' needs at least 1 item, but has 0. (Parameter 'data')", problem.Message);
    }

    [Fact]
    public void Bounds_of_the_property_hold_for_its_lists()
    {
        Assert.Throws<ArgumentException>(() => new ClipComparisonV2("compare", image, Array.Empty<string>()));
        Assert.Throws<ArgumentException>(static () => new EnvironmentSecretsStoreV1("secrets", []));
    }

    [Fact]
    public void Lists_of_the_least_size_are_taken()
    {
        Assert.Equal("compare", new ClipComparisonV2("compare", image, ["cat"]).Name);
        Assert.Equal("secrets", new EnvironmentSecretsStoreV1("secrets", ["KEY"]).Name);
        Assert.Equal("first", new FirstNonEmptyOrDefaultV1("first", [image]).Name);
    }
}
