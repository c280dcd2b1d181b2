using Workflows.CodeFirst.Runtime.Blocks.Analytics;
using Workflows.CodeFirst.Runtime.Blocks.ClassicalCv;
using Workflows.CodeFirst.Runtime.Blocks.FlowControl;
using Workflows.CodeFirst.Runtime.Blocks.Formatters;
using Workflows.CodeFirst.Runtime.Blocks.Fusion;
using Workflows.CodeFirst.Runtime.Blocks.Mathematics;
using Workflows.CodeFirst.Runtime.Blocks.Models;
using Workflows.CodeFirst.Runtime.Blocks.Transformations;
using Workflows.CodeFirst.Runtime.Blocks.Video;
using Workflows.CodeFirst.Runtime.Blocks.Visualizations;

namespace Workflows.CodeFirst.Runtime.Blocks;

/// <summary>The blocks that this library implements.</summary>
internal static class BuiltInBlocks
{
    public static void AddTo(BlockRegistry blocks, IModelSource models)
    {
        AddModels(blocks, models);
        AddAnalytics(blocks);
        AddClassicalCv(blocks);
        AddFlowControl(blocks);
        AddFormatters(blocks);
        AddFusion(blocks);
        AddMathematics(blocks);
        AddTransformations(blocks);
        AddVideo(blocks);
        AddVisualizations(blocks);
    }

    private static void AddAnalytics(BlockRegistry blocks)
    {
        blocks.Add<DataAggregatorBlock>();
        blocks.Add<LineCounterV1Block>();
        blocks.Add<LineCounterV2Block>();
        blocks.Add<OverlapFilterBlock>();
        blocks.Add<PathDeviationV1Block>();
        blocks.Add<PathDeviationV2Block>();
        blocks.Add<TimeInZoneV1Block>();
        blocks.Add<TimeInZoneV2Block>();
        blocks.Add<TimeInZoneV3Block>();
        blocks.Add<VelocityBlock>();
    }

    private static void AddClassicalCv(BlockRegistry blocks)
    {
        blocks.Add<ConvertGrayscaleBlock>();
        blocks.Add<DominantColorBlock>();
        blocks.Add<ImageBlurBlock>();
        blocks.Add<MaskAreaMeasurementBlock>();
    }

    private static void AddFlowControl(BlockRegistry blocks)
    {
        blocks.Add<ContinueIfBlock>();
        blocks.Add<DeltaFilterBlock>();
        blocks.Add<RateLimiterBlock>();
        blocks.Add<SwitchCaseBlock>();
    }

    private static void AddFormatters(BlockRegistry blocks)
    {
        blocks.Add<CsvFormatterBlock>();
        blocks.Add<CurrentTimeBlock>();
        blocks.Add<ExpressionBlock>();
        blocks.Add<FirstNonEmptyOrDefaultBlock>();
        blocks.Add<JsonParserBlock>();
        blocks.Add<PropertyDefinitionBlock>();
        blocks.Add<StringTemplateBlock>();
        blocks.Add<VlmAsClassifierV1Block>();
        blocks.Add<VlmAsClassifierV2Block>();
        blocks.Add<VlmAsDetectorV1Block>();
        blocks.Add<VlmAsDetectorV2Block>();
    }

    private static void AddFusion(BlockRegistry blocks)
    {
        var cache = new VideoCache();
        blocks.Add<BufferBlock>();
        blocks.Add(() => new CacheGetBlock(cache));
        blocks.Add(() => new CacheSetBlock(cache));
        blocks.Add<DetectionsClassesReplacementBlock>();
        blocks.Add<DetectionsConsensusBlock>();
        blocks.Add<DetectionsDifferenceBlock>();
        blocks.Add<DetectionsStitchBlock>();
        blocks.Add<DimensionCollapseBlock>();
        blocks.Add<FrameDelayBlock>();
        blocks.Add<OverlapAnalysisBlock>();
    }

    private static void AddMathematics(BlockRegistry blocks)
    {
        blocks.Add<CosineSimilarityBlock>();
    }

    private static void AddTransformations(BlockRegistry blocks)
    {
        blocks.Add<AbsoluteStaticCropBlock>();
        blocks.Add<BoundingRectangleBlock>();
        blocks.Add<ByteTrackerV1Block>();
        blocks.Add<ByteTrackerV2Block>();
        blocks.Add<ByteTrackerV3Block>();
        blocks.Add<DetectionOffsetBlock>();
        blocks.Add<DetectionsCombineBlock>();
        blocks.Add<DetectionsFilterBlock>();
        blocks.Add<DetectionsMergeBlock>();
        blocks.Add<DetectionsStabilizerBlock>();
        blocks.Add<DetectionsTransformationBlock>();
        blocks.Add<DynamicCropBlock>();
        blocks.Add<DynamicZoneBlock>();
        blocks.Add<ImageSlicerV1Block>();
        blocks.Add<ImageSlicerV2Block>();
        blocks.Add<PerClassConfidenceFilterBlock>();
        blocks.Add<PerspectiveCorrectionBlock>();
        blocks.Add<RelativeStaticCropBlock>();
    }

    private static void AddVideo(BlockRegistry blocks)
    {
        blocks.Add<IdentifyChangesBlock>();
        blocks.Add<IdentifyOutliersBlock>();
    }

    private static void AddVisualizations(BlockRegistry blocks)
    {
        blocks.Add<BoundingBoxVisualizationBlock>();
        blocks.Add<GridVisualizationBlock>();
        blocks.Add<KeypointVisualizationBlock>();
        blocks.Add<LabelVisualizationV1Block>();
        blocks.Add<LabelVisualizationV2Block>();
        blocks.Add<MaskVisualizationBlock>();
        blocks.Add<PolygonVisualizationV1Block>();
        blocks.Add<PolygonVisualizationV2Block>();
    }

    private static void AddModels(BlockRegistry blocks, IModelSource models)
    {
        blocks.Add(() => new ObjectDetectionV1Block(models));
        blocks.Add(() => new ObjectDetectionV2Block(models));
        blocks.Add(() => new ObjectDetectionV3Block(models));
        blocks.Add(() => new KeypointDetectionV1Block(models));
        blocks.Add(() => new KeypointDetectionV2Block(models));
        blocks.Add(() => new KeypointDetectionV3Block(models));
        blocks.Add(() => new InstanceSegmentationV1Block(models));
        blocks.Add(() => new InstanceSegmentationV2Block(models));
        blocks.Add(() => new InstanceSegmentationV3Block(models));
        blocks.Add(() => new InstanceSegmentationV4Block(models));
        blocks.Add(() => new SingleLabelClassificationV1Block(models));
        blocks.Add(() => new SingleLabelClassificationV2Block(models));
        blocks.Add(() => new SingleLabelClassificationV3Block(models));
        blocks.Add(() => new MultiLabelClassificationV1Block(models));
        blocks.Add(() => new MultiLabelClassificationV2Block(models));
        blocks.Add(() => new MultiLabelClassificationV3Block(models));
        blocks.Add(() => new SemanticSegmentationV1Block(models));
        blocks.Add(() => new SemanticSegmentationV2Block(models));
    }
}
