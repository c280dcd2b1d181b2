namespace Workflows.CodeFirst;

/// <summary>How <see cref="WorkflowSource"/> writes a workflow.</summary>
public sealed record WorkflowSourceOptions
{
    /// <summary>The namespace of the class; null for none.</summary>
    public string? Namespace { get; init; }

    /// <summary>The name of the class; null to make one of the workflow's name.</summary>
    public string? ClassName { get; init; }

    /// <summary>
    /// Whether to leave out steps that nothing comes of: no output needs them, they act on nothing outside, and neither does what follows them.
    /// Inputs that only such steps use go with them.
    /// </summary>
    public bool PruneDeadBranches { get; init; }
}
