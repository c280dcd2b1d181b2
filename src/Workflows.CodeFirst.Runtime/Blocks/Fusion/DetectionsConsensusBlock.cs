using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Blocks.Fusion;

/// <summary>Keeps the objects that enough models agree on, each joined out of what the models found.</summary>
internal sealed class DetectionsConsensusBlock : BatchBlock<DetectionsConsensusV1.Arguments, DetectionsConsensusV1.Results>
{
    public override void Run(in DetectionsConsensusV1.Arguments arguments, Span<DetectionsConsensusV1.Results> results, BlockContext context)
    {
        if (arguments.PredictionsBatches.Count == 0)
        {
            throw new ArgumentException("A consensus needs the predictions of at least one model.");
        }

        var sources = new Detections[arguments.PredictionsBatches.Count];
        for (int i = 0; i < results.Length; i++)
        {
            for (int source = 0; source < sources.Length; source++)
            {
                sources[source] = arguments.PredictionsBatches[source][i];
            }

            var joined = new Consensus(arguments, sources).Find();
            var (isPresent, confidences) = ConsensusPresence.Of(joined, arguments);
            results[i] = new(joined, isPresent, confidences);
        }
    }
}
