using Workflows.CodeFirst.Onnx;
using Workflows.CodeFirst.TestSupport;

namespace Workflows.CodeFirst.Benchmarks;

/// <summary>What the committed networks without cost answer: the outputs of real models, the same on every machine.</summary>
internal static class StoredAnswers
{
    /// <summary>The outputs of a network for any image, the batch dimension taken off.</summary>
    public static Tensor[] Of(string file)
    {
        using var session = OrtSession.Load(file, RepositoryFiles.Path("tests", "data", "bench", file), new() { IntraOpThreads = 1 });
        using var run = new OrtRun(session, [1, 3, 640, 640]);
        run.Run(CancellationToken.None);
        var outputs = run.OutputsOf(0);
        var copies = new Tensor[outputs.Length];
        for (int i = 0; i < copies.Length; i++)
        {
            copies[i] = outputs[i] with { Data = outputs[i].Data.ToArray() };
        }

        return copies;
    }
}
