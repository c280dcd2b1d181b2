using BenchmarkDotNet.Attributes;
using Workflows.CodeFirst.Onnx;

namespace Workflows.CodeFirst.Benchmarks;

/// <summary>From the stored answers of networks without cost to results; 1280×720 images letterboxed into 640×640.</summary>
[MemoryDiagnoser]
public class PostProcessingBenchmarks
{
    private readonly DecodeScratch scratch = new();
    private readonly Decoder<Detections> detection = Decoders.ForDetection(PostProcessingRatios.Spec(80));
    private readonly Decoder<InstanceDetections> segmentation = Decoders.ForInstances(PostProcessingRatios.Spec(80));
    private readonly Decoder<KeypointDetections> pose = Decoders.ForKeypoints(PostProcessingRatios.PoseSpec);
    private Tensor[] detectionOutputs = [];
    private Tensor[] segmentationOutputs = [];
    private Tensor[] poseOutputs = [];

    [GlobalSetup]
    public void Load()
    {
        detectionOutputs = StoredAnswers.Of("cheap-det-640.onnx");
        segmentationOutputs = StoredAnswers.Of("cheap-seg-640.onnx");
        poseOutputs = StoredAnswers.Of("cheap-pose-640.onnx");
    }

    [Benchmark]
    public Detections Detect() => detection.Decode(detectionOutputs, PostProcessingRatios.Geometry, PostProcessingRatios.Options, scratch);

    [Benchmark]
    public KeypointDetections DetectKeypoints() => pose.Decode(poseOutputs, PostProcessingRatios.Geometry, PostProcessingRatios.Options, scratch);

    [Benchmark]
    public InstanceDetections Segment() => segmentation.Decode(segmentationOutputs, PostProcessingRatios.Geometry, PostProcessingRatios.Options, scratch);
}
