using System;
using Microsoft.CodeAnalysis;
using Workflows.CodeFirst.Generators.Analyzers.Methods;

namespace Workflows.CodeFirst.Generators.Analyzers.Rules;

/// <summary>WF0011: batches of different depth or origin that meet in one step.</summary>
internal static class Depths
{
    public static void Check(MethodModel method, Action<Diagnostic> report)
    {
        var analysis = new DepthAnalysis(method);
        foreach (var step in method.Finished)
        {
            if (analysis.LineageOf(step) is null && analysis.ConflictOf(step) is { } conflict)
            {
                report(Diagnostic.Create(AuthoringRules.DepthConflict, conflict.Place.GetLocation(), $"The step '{step.Name ?? step.Facts!.Model.ClassName}': {conflict.Message}"));
            }
        }
    }
}
