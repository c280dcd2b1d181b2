using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Onnx.Tests.Packages;

public class ModelRepositoryTests
{
    private static string Samples => RepositoryFiles.Path("samples", "models");

    [Fact]
    public void Finds_models_in_a_plain_tree_and_loads_them_when_used()
    {
        using var models = ModelRepository.FromDirectory(Samples);
        Assert.Contains("shapes-keypoints/1", models.ModelIds);
        Model model = models.Get("shapes-keypoints/1");
        Assert.Same(model, models.Get("shapes-keypoints/01"));
        Assert.False(model.IsLoaded);
        models.Preload("shapes-keypoints/1");
        Assert.True(model.IsLoaded);
        models.Unload("shapes-keypoints/1");
        Assert.False(model.IsLoaded);
        Assert.Equal(new ImageSize(320, 256), model.InputSize);
        Assert.True(model.IsLoaded);
    }

    [Theory]
    [InlineData("coco/3", false)]
    [InlineData("models-cache/v2-coco-3-df70e86e24a65bd703ee4386bda0d550/abc123", false)]
    [InlineData("v2-coco-3-df70e86e24a65bd703ee4386bda0d550/abc123", false)]
    [InlineData("coco/3", true)]
    [InlineData("~coco-3-df70e86e24a65bd703ee4386bda0d550", true)]
    public void Finds_models_in_all_layouts_and_by_alias(string folder, bool isLegacy)
    {
        using var package = new TemporaryPackage("shapes-detection/1", isLegacy, under: folder);
        using var models = ModelRepository.FromDirectory(package.Root);
        Model model = models.Get("yolov8n-640");
        Assert.Equal("coco/3", model.Name);
        Assert.Same(model, models.Get("coco/3"));
        Assert.Single(models.ModelIds);
    }

    [Fact]
    public void Missing_model_lists_what_there_is()
    {
        using var models = ModelRepository.FromDirectory(Samples);
        string message = Assert.Throws<ModelPackageException>(() => models.Get("shapes-keypoints/9")).Message;
        Assert.Contains("'shapes-keypoints/9'", message, StringComparison.Ordinal);
        Assert.Contains("shapes-keypoints/1", message, StringComparison.Ordinal);
        Assert.Contains("coco/3", Assert.Throws<ModelPackageException>(() => models.Get("yolov8n-640")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => models.Get("../models/shapes-keypoints"));
    }

    [Fact]
    public void Missing_folder_is_named() => Assert.Contains(
        "no-such-folder", Assert.Throws<DirectoryNotFoundException>(() => ModelRepository.FromDirectory("no-such-folder")).Message, StringComparison.Ordinal);

    [Fact]
    public void Keeps_no_more_networks_than_allowed()
    {
        using var models = ModelRepository.FromDirectory(Samples, new() { MaxLoadedModels = 2 });
        Model a = models.Get("shapes-detection/1"), b = models.Get("shapes-detection/2"), c = models.Get("shapes-keypoints/1");
        using Image image = Image.Create(32, 32);
        a.Detect(image);
        b.Detect(image);
        a.Detect(image);
        c.DetectKeypoints(image);
        Assert.Equal((true, false, true), (a.IsLoaded, b.IsLoaded, c.IsLoaded));
        b.Detect(image); // the freed one comes back
        Assert.Equal((false, true, true), (a.IsLoaded, b.IsLoaded, c.IsLoaded));
    }

    [Fact]
    public void Threads_can_fight_over_one_place()
    {
        using var models = ModelRepository.FromDirectory(Samples, new() { MaxLoadedModels = 1 });
        Model[] fighters = [models.Get("shapes-detection/1"), models.Get("shapes-detection/2"), models.Get("shapes-detection/1")];
        Parallel.For(0, fighters.Length, i =>
        {
            using Image image = Image.Create(64, 48);
            for (int round = 0; round < 10; round++)
            {
                fighters[i].Detect(image);
            }
        });
        Assert.True(fighters.Distinct().Count(m => m.IsLoaded) <= 1);
    }

    [Fact]
    public void Models_of_a_disposed_repository_are_disposed()
    {
        ModelRepository models = ModelRepository.FromDirectory(Samples);
        Model model = models.Get("shapes-detection/1");
        models.Dispose();
        Assert.Throws<ObjectDisposedException>(() => models.Get("shapes-detection/1"));
        using Image image = Image.Create(8, 8);
        Assert.Throws<ObjectDisposedException>(() => model.Detect(image));
    }
}
