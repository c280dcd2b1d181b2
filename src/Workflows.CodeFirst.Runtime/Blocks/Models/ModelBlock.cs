using System.Collections.Immutable;
using Workflows.CodeFirst.Execution;

namespace Workflows.CodeFirst.Runtime.Blocks.Models;

/// <summary>What is known of one call of a model beside its predictions.</summary>
/// <param name="InferenceId">Identifies the call.</param>
/// <param name="ModelId">The model, as the workflow names it.</param>
/// <param name="Elapsed">How long the call took, when known.</param>
internal sealed record ModelCall(string InferenceId, string ModelId, TimeSpan? Elapsed)
{
    /// <summary>The names of the classes to return; empty returns all.</summary>
    public ImmutableArray<string> ClassFilter { get; init; } = [];
}

/// <summary>
/// Runs a model on a batch of images. The families say what becomes of a prediction, the versions how their arguments ask for it and
/// in which form they give it back.
/// </summary>
/// <typeparam name="TArguments">The arguments of the version.</typeparam>
/// <typeparam name="TResults">The results of the version.</typeparam>
/// <typeparam name="TPrediction">What the model returns for an image.</typeparam>
/// <typeparam name="TValue">What the workflow makes of it.</typeparam>
/// <param name="models">Runs the model.</param>
internal abstract class ModelBlock<TArguments, TResults, TPrediction, TValue>(IModelSource models) : BatchBlock<TArguments, TResults>
    where TArguments : struct, IBatchArguments<TArguments>
    where TResults : struct, IResults<TResults>
{
    public sealed override void Run(in TArguments arguments, Span<TResults> results, BlockContext context)
    {
        var request = Request(arguments);
        var response = models.Predict<TPrediction>(request, context.Cancellation);
        var call = new ModelCall(Guid.NewGuid().ToString(), request.ModelId, response.Elapsed) { ClassFilter = request.Options.ClassFilter };
        for (int i = 0; i < results.Length; i++)
        {
            var answer = response.InferenceIds is { } ids ? call with { InferenceId = ids[i] } : call;
            results[i] = Result(Complete(response.Predictions[i], request.Images[i], answer), answer);
        }
    }

    /// <summary>What to ask the model.</summary>
    protected abstract ModelRequest Request(in TArguments arguments);

    /// <summary>Makes a value of the workflow out of a prediction.</summary>
    protected abstract TValue Complete(TPrediction prediction, Image image, ModelCall call);

    /// <summary>The outputs of the version for one image.</summary>
    protected abstract TResults Result(TValue value, ModelCall call);
}
