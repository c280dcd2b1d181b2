using System.Collections.Immutable;

namespace Workflows.CodeFirst.Onnx;

/// <summary>How ONNX Runtime loads and runs a model.</summary>
public sealed record SessionOptions
{
    /// <summary>
    /// Execution providers by falling preference. One that this build or machine does not have is passed over;
    /// <see cref="Model.SessionNotes"/> says why.
    /// </summary>
    public ImmutableArray<ExecutionProvider> ExecutionProviders { get; init; } = [ExecutionProvider.Cpu];

    /// <summary>Threads that share the work of one operator; null leaves it to ONNX Runtime (one a physical core).</summary>
    public int? IntraOpThreads { get; init; }

    /// <summary>Threads that run independent operators of one run; null leaves it to ONNX Runtime (one).</summary>
    public int? InterOpThreads { get; init; }

    /// <summary>
    /// Whether threads that wait for work keep a core busy for a moment. Calls that follow one another closely are faster for it, but the
    /// processor is never idle.
    /// </summary>
    public bool AllowSpinning { get; init; } = true;

    /// <summary>How much ONNX Runtime rewrites the graph when it loads it.</summary>
    public GraphOptimization GraphOptimization { get; init; } = GraphOptimization.All;

    /// <summary>Whether memory is planned in advance for shapes that were seen before.</summary>
    public bool UseMemoryPattern { get; init; } = true;

    /// <summary>Whether memory for intermediate values is kept from run to run.</summary>
    public bool UseMemoryArena { get; init; } = true;

    /// <summary>Further settings of the session by ONNX Runtime's names, such as <c>session.set_denormal_as_zero</c>.</summary>
    public ImmutableDictionary<string, string> Configuration { get; init; } = ImmutableDictionary<string, string>.Empty;
}

/// <summary>How much ONNX Runtime rewrites a graph.</summary>
public enum GraphOptimization
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>Only what never changes results: constants are folded, needless nodes removed.</summary>
    Basic = 1,

    /// <summary>Nodes are fused as well.</summary>
    Extended = 2,

    /// <summary>Everything, also the layout of memory.</summary>
    All = 99,
}
