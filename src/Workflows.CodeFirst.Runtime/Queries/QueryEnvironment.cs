namespace Workflows.CodeFirst.Runtime.Queries;

/// <summary>What queries need from outside.</summary>
internal sealed record QueryEnvironment
{
    /// <summary>Real time, real chance.</summary>
    public static QueryEnvironment Default { get; } = new();

    /// <summary>Real time, real chance, and the defects of the reference engine.</summary>
    public static QueryEnvironment Reference { get; } = new() { HasReferenceQuirks = true };

    /// <summary>The time.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Gives random numbers from 0 up to, but not including, 1.</summary>
    public Func<double> Random { get; init; } = System.Random.Shared.NextDouble;

    /// <summary>
    /// Whether tracker numbers are as inaccessible as in the reference engine: extracting those of a set fails, that of one detection is
    /// null.
    /// </summary>
    public bool HasReferenceQuirks { get; init; }
}
