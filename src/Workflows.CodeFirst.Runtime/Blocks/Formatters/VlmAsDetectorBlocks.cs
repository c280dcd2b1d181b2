using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Blocks.Formatters;

/// <summary>Makes detections of what a language model says it sees.</summary>
internal sealed class VlmAsDetectorV1Block : Block<VlmAsDetectorV1.Arguments, VlmAsDetectorV1.Results>
{
    public override VlmAsDetectorV1.Results Run(in VlmAsDetectorV1.Arguments arguments, BlockContext context)
    {
        var answer = new VlmAnswer(arguments.Image, arguments.Classes, Guid.NewGuid().ToString());
        bool isRead = LanguageModelJson.TryRead(arguments.VlmOutput, out object? parsed);
        var detections = isRead ? VlmDetections.Parse(answer, parsed, Parser(arguments.ModelType, arguments.TaskType)) : null;
        return new(detections is null, detections!, answer.InferenceId);
    }

    private static VlmParser? Parser(VlmAsDetectorModelType model, VlmAsDetectorTaskType task) => model switch
    {
        VlmAsDetectorModelType.Florence2 => (answer, parsed) => FlorenceDetections.Parse(answer, parsed, task),
        _ when task == VlmAsDetectorTaskType.ObjectDetection => VlmDetections.Gemini,
        _ => null,
    };
}

/// <summary>Makes detections of what a language model says it sees.</summary>
internal sealed class VlmAsDetectorV2Block : Block<VlmAsDetectorV2.Arguments, VlmAsDetectorV2.Results>
{
    public override VlmAsDetectorV2.Results Run(in VlmAsDetectorV2.Arguments arguments, BlockContext context)
    {
        var answer = new VlmAnswer(arguments.Image, arguments.Classes, Guid.NewGuid().ToString());
        bool isRead = LanguageModelJson.TryRead(arguments.VlmOutput, out object? parsed) && parsed is IReadOnlyDictionary<string, object?> or object?[];
        if (!isRead && arguments.ModelType == VlmAsDetectorV2ModelType.Muse)
        {
            object?[] loose = VlmDetections.LooseBoxes(arguments.VlmOutput);
            (isRead, parsed) = (loose.Length > 0, loose);
        }

        var detections = isRead ? VlmDetections.Parse(answer, parsed, Parser(arguments.ModelType, arguments.TaskType)) : null;
        return new(detections is null, detections!, answer.InferenceId);
    }

    private static VlmParser? Parser(VlmAsDetectorV2ModelType model, VlmAsDetectorTaskType task) => model switch
    {
        VlmAsDetectorV2ModelType.Florence2 => (answer, parsed) => FlorenceDetections.Parse(answer, parsed, task),
        _ when task != VlmAsDetectorTaskType.ObjectDetection => null,
        VlmAsDetectorV2ModelType.OpenAI => VlmDetections.OpenAI,
        VlmAsDetectorV2ModelType.GoogleGemini => VlmDetections.Gemini,
        VlmAsDetectorV2ModelType.AnthropicClaude => VlmDetections.Shares,
        VlmAsDetectorV2ModelType.SpaceXAI => VlmDetections.SpaceXAI,
        VlmAsDetectorV2ModelType.Qwen => VlmDetections.Qwen,
        _ => VlmDetections.Muse,
    };
}

/// <summary>Makes detections of the JSON in an answer.</summary>
/// <exception cref="FormatException">The JSON is not what the model was asked for.</exception>
/// <exception cref="PythonException">The JSON is not what the model was asked for.</exception>
internal delegate Detections VlmParser(VlmAnswer answer, object? parsed);
