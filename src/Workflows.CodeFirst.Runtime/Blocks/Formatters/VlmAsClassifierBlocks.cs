using Workflows.CodeFirst.Blocks;
using Workflows.CodeFirst.Execution;
using Workflows.CodeFirst.Runtime.Blocks.Models;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Blocks.Formatters;

/// <summary>Makes a classification of what a language model says it sees.</summary>
internal sealed class VlmAsClassifierV1Block : Block<VlmAsClassifierV1.Arguments, VlmAsClassifierV1.Results>
{
    public override VlmAsClassifierV1.Results Run(in VlmAsClassifierV1.Arguments arguments, BlockContext context)
    {
        var answer = new VlmAnswer(arguments.Image, arguments.Classes, Guid.NewGuid().ToString());
        var prediction = VlmClassification.Parse(answer, arguments.VlmOutput);
        return new(prediction is null, prediction!, answer.InferenceId);
    }
}

/// <summary>Makes a classification of what a language model says it sees.</summary>
internal sealed class VlmAsClassifierV2Block : Block<VlmAsClassifierV2.Arguments, VlmAsClassifierV2.Results>
{
    public override VlmAsClassifierV2.Results Run(in VlmAsClassifierV2.Arguments arguments, BlockContext context)
    {
        var answer = new VlmAnswer(arguments.Image, arguments.Classes, Guid.NewGuid().ToString());
        var prediction = VlmClassification.Parse(answer, arguments.VlmOutput);
        return new(prediction is null, prediction!, answer.InferenceId);
    }
}

/// <summary>Reads classes in the forms in which language models are asked for them.</summary>
internal static class VlmClassification
{
    /// <summary>The classification in an answer; null when it is not what the model was asked for.</summary>
    public static ClassificationPrediction? Parse(VlmAnswer answer, string text)
    {
        if (!LanguageModelJson.TryRead(text, out object? parsed) || parsed is not IReadOnlyDictionary<string, object?> members)
        {
            return null;
        }

        try
        {
            ClassificationPrediction? prediction = members.ContainsKey("class_name") && members.ContainsKey("confidence") ? One(answer, members)
                : members.TryGetValue("predicted_classes", out object? classes) ? Several(answer, classes)
                : null;
            return prediction is null ? null : prediction with
            {
                InferenceId = answer.InferenceId,
                PredictionType = null,
                ParentId = WorkflowPredictions.LineageOf(answer.Image).Parent.Id,
            };
        }
        catch (Exception e) when (e is FormatException or PythonException)
        {
            return null;
        }
    }

    private static SingleLabelClassification One(VlmAnswer answer, IReadOnlyDictionary<string, object?> members)
    {
        string top = PythonText.Str(members["class_name"]);
        double confidence = VlmAnswer.Score(members["confidence"]);
        var index = VlmAnswer.Index(answer.Classes!);
        var scores = new List<ClassScore>(index.Count + 1);
        if (!index.ContainsKey(top))
        {
            scores.Add(new(top, -1, confidence));
        }

        int best = 0;
        foreach (var (name, id) in index)
        {
            best = name == top ? scores.Count : best;
            scores.Add(new(name, id, name == top ? confidence : 0));
        }

        return new SingleLabelClassification { ImageSize = answer.Image.Size, Predictions = [.. scores], TopIndex = best };
    }

    private static MultiLabelClassification Several(VlmAnswer answer, object? classes)
    {
        var index = VlmAnswer.Index(answer.Classes!);
        var found = new OrderedDictionary<string, double>(StringComparer.Ordinal);
        foreach (object? item in PythonSequences.Elements(classes))
        {
            var members = VlmAnswer.Members(item);
            string name = PythonText.Str(VlmAnswer.Member(members, "class"));
            double confidence = VlmAnswer.Score(VlmAnswer.Member(members, "confidence"));
            index.TryAdd(name, -1);
            found[name] = found.TryGetValue(name, out double before) ? Math.Max(before, confidence) : confidence;
        }

        return new MultiLabelClassification
        {
            ImageSize = answer.Image.Size,
            Scores = [.. index.Select(entry => new ClassScore(entry.Key, entry.Value, found.GetValueOrDefault(entry.Key)))],
            PredictedClasses = [.. found.Keys],
        };
    }
}
