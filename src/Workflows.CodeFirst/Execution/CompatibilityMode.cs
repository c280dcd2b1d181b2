namespace Workflows.CodeFirst.Execution;

/// <summary>What to do where the reference engine does something that nobody would want.</summary>
public enum CompatibilityMode
{
    /// <summary>What its documentation promises.</summary>
    Corrected,

    /// <summary>What it does, so that results can be compared.</summary>
    Reference,
}
