namespace Workflows.CodeFirst.Json;

/// <summary>How inputs are written in workflow JSON.</summary>
internal static class InputTypes
{
    /// <summary>Every name of an input's type, aliases included.</summary>
    public static readonly string[] Names =
        ["WorkflowImage", "InferenceImage", "WorkflowVideoMetadata", "WorkflowBatchInput", "WorkflowParameter", "InferenceParameter"];

    public static string NameOf(WorkflowInputType type) => type switch
    {
        WorkflowInputType.Image => "WorkflowImage",
        WorkflowInputType.VideoMetadata => "WorkflowVideoMetadata",
        WorkflowInputType.Batch => "WorkflowBatchInput",
        _ => "WorkflowParameter",
    };

    public static WorkflowInputType? Parse(string name) => name switch
    {
        "WorkflowImage" or "InferenceImage" => WorkflowInputType.Image,
        "WorkflowVideoMetadata" => WorkflowInputType.VideoMetadata,
        "WorkflowBatchInput" => WorkflowInputType.Batch,
        "WorkflowParameter" or "InferenceParameter" => WorkflowInputType.Parameter,
        _ => null,
    };

    /// <summary>The kind of an input that declares none.</summary>
    public static string DefaultKind(WorkflowInputType type) => type switch
    {
        WorkflowInputType.Image => "image",
        WorkflowInputType.VideoMetadata => "video_metadata",
        _ => "*",
    };

    public static bool IsDefaultKind(WorkflowInput input) => input.Kinds is [var only] && only == DefaultKind(input.Type);
}
