namespace Workflows.CodeFirst.Runtime.Queries;

/// <summary>What a query may cost at most, so that none can take a machine down.</summary>
internal static class QueryLimits
{
    /// <summary>How deep operations and statements may nest in a definition.</summary>
    public const int Nesting = 64;

    /// <summary>How many operations and statements a definition may have.</summary>
    public const int Parts = 10_000;

    /// <summary>How many elements all operations of one execution may touch.</summary>
    public const long Elements = 10_000_000;

    /// <summary>How many elements or characters one value may have.</summary>
    public const long Length = 10_000_000;

    /// <summary>How long a text may be that a join makes.</summary>
    public const long JoinedLength = 1_000_000;
}
