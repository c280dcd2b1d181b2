namespace Workflows.CodeFirst.Generators.Manifests.Parsing;

/// <summary>The closed sets of values in manifests.</summary>
internal static class ManifestValues
{
    public static readonly string[] Categories =
    [
        "analytics", "classical_computer_vision", "flow_control", "formatter", "fusion", "math", "model", "secrets_provider", "sink",
        "transformation", "video", "visualization", "custom",
    ];

    public static readonly string[] Runs =
    [
        "local", "roboflow_model", "small_local_model", "foundation_model", "foundation_model_or_remote_api", "remote_api",
        "roboflow_platform", "network_sink", "filesystem_sink", "hardware", "removed",
    ];
}
