using System.Collections.Immutable;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Tests;

/// <summary>A few blocks, made so that every rule of the language has something to bite on.</summary>
internal static class TestBlocks
{
    public static BlockManifest Detect { get; } = Block(
        "test/detect@v1",
        [
            Property("images", Selector("image")) with { Required = true, Keys = ["images", "image"] },
            Property("model_id", Selector("roboflow_model_id"), Literal(LiteralType.String)) with { Required = true },
            Property("confidence", new LiteralAlternative(LiteralType.Float) { Bounds = new(0, 1) }, Selector("float_zero_to_one")) with { DefaultJson = "0.4" },
            Property("mode", new LiteralAlternative(LiteralType.String) { Values = ["best", "default", "custom"] }, Selector("string")) with { DefaultJson = "\"best\"" },
            Property("custom", new LiteralAlternative(LiteralType.Float) { Bounds = new(0, 1) }, Literal(LiteralType.Null)) with { DefaultJson = "0.4" },
            Property("limit", new LiteralAlternative(LiteralType.Integer) { Bounds = new(ExclusiveMinimum: 0) }, Selector("integer")) with { DefaultJson = "300" },
            Property("classes", new LiteralAlternative(LiteralType.List) { Items = [Literal(LiteralType.String)] }, Selector("list_of_values"), Literal(LiteralType.Null)) with { DefaultJson = "null" },
        ],
        [new("predictions", ["object_detection_prediction"]), new("inference_id", ["string"])],
        new BatchManifest { Batches = ["images"] }) with
    {
        TypeAliases = ["TestDetect"],
        Rules = [new RuleManifest([new("mode", ["\"custom\""])], "custom is required when mode is custom.") { NotNull = ["custom"] }],
    };

    public static BlockManifest Crop { get; } = Block(
        "test/crop@v1",
        [
            Property("images", Selector("image")) with { Required = true },
            Property("predictions", Selector("object_detection_prediction")) with { Required = true },
        ],
        [new("crops", ["image"])],
        new BatchManifest { Batches = ["images", "predictions"], OutputOffset = 1 });

    public static BlockManifest Collapse { get; } = Block(
        "test/collapse@v1",
        [Property("data", Selector("*")) with { Required = true }],
        [new("output", ["list_of_values"])],
        new BatchManifest { Batches = ["data"], OutputOffset = -1 });

    public static BlockManifest Replace { get; } = Block(
        "test/replace@v1",
        [
            Property("detections", Selector("object_detection_prediction")) with { Required = true },
            Property("classes", Selector("object_detection_prediction")) with { Required = true },
        ],
        [new("predictions", ["object_detection_prediction"])],
        new BatchManifest
        {
            Batches = ["detections", "classes"],
            InputOffsets = new Dictionary<string, int> { ["detections"] = 0, ["classes"] = 1 }.ToFrozen(),
            ReferenceProperty = "detections",
        });

    public static BlockManifest Say { get; } = Block(
        "test/say@v1",
        [
            Property("text", Selector("*"), Literal(LiteralType.Any)) with { Required = true },
            Property("data", new LiteralAlternative(LiteralType.Dictionary) { Items = [Selector("*"), Literal(LiteralType.Any)] }) with { DefaultJson = "{}" },
            Property("items", new LiteralAlternative(LiteralType.List) { Items = [Selector("*"), Literal(LiteralType.Any)] }) with { DefaultJson = "[]" },
        ],
        [new("output", ["*"])],
        BatchManifest.None);

    public static BlockManifest Gate { get; } = Block(
        "test/gate@v1",
        [
            Property("value", Selector("*"), Literal(LiteralType.Any)) with { Required = true },
            Property("next_steps", new LiteralAlternative(LiteralType.List) { Items = [new StepTargetAlternative()] }) with { DefaultJson = "[]" },
        ],
        [],
        BatchManifest.None);

    public static BlockCatalogue Catalogue { get; } = BlockCatalogue.Core.With(Detect, Crop, Collapse, Replace, Say, Gate);

    private static BlockManifest Block(string type, ImmutableArray<PropertyManifest> properties, ImmutableArray<OutputManifest> outputs, BatchManifest batch) => new()
    {
        Type = type,
        Family = type,
        Version = 1,
        ClassName = "Test",
        Namespace = "Test",
        Category = "test",
        Summary = "A test block.",
        Runs = "local",
        Properties = properties,
        Outputs = outputs,
        Batch = batch,
    };

    private static PropertyManifest Property(string name, params ReadOnlySpan<Alternative> accepts) => new() { Name = name, Accepts = [.. accepts] };

    private static SelectorAlternative Selector(params ReadOnlySpan<string> kinds) => new([.. kinds]);

    private static LiteralAlternative Literal(LiteralType type) => new(type);

    private static System.Collections.Frozen.FrozenDictionary<string, int> ToFrozen(this Dictionary<string, int> offsets) =>
        System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(offsets, StringComparer.Ordinal);
}
