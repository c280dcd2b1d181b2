using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Blocks.Mathematics;

/// <summary>Tells how alike two embeddings are, from -1 to 1.</summary>
internal sealed class CosineSimilarityBlock : Block<CosineSimilarityV1.Arguments, CosineSimilarityV1.Results>
{
    public override CosineSimilarityV1.Results Run(in CosineSimilarityV1.Arguments arguments, BlockContext context)
    {
        var (first, second) = (arguments.Embedding1, arguments.Embedding2);
        return first.Count == second.Count
            ? new(Embeddings.CosineSimilarity(Embeddings.AsSpan(first), Embeddings.AsSpan(second)))
            : throw new ArgumentException(
                $"Embeddings of {first.Count} and {second.Count} numbers cannot be compared; embedding_1 and embedding_2 have to come from the same model.");
    }
}
