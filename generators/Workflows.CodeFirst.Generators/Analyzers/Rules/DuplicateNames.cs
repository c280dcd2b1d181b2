using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Workflows.CodeFirst.Generators.Analyzers.Methods;

namespace Workflows.CodeFirst.Generators.Analyzers.Rules;

/// <summary>WF0004: different steps of one name in one workflow, which are often two copies of one step.</summary>
internal static class DuplicateNames
{
    public static void Check(MethodModel method, Action<Diagnostic> report)
    {
        var reported = new HashSet<IOperation>();
        foreach (var call in method.Extended)
        {
            if (method.WorkflowAt(call) is not { } workflow)
            {
                continue;
            }

            var known = new Dictionary<string, StepValue>(StringComparer.Ordinal);
            var steps = StepsOf(workflow, method);
            foreach (var step in steps)
            {
                if (step.Name is not { } name)
                {
                    continue;
                }

                if (!known.TryGetValue(name, out var first))
                {
                    known.Add(name, step);
                }
                else if (first != step && reported.Add(step.Operation))
                {
                    bool copies = first.Creation is not null && first.Creation == step.Creation;
                    report(copies
                        ? Diagnostic.Create(
                            AuthoringRules.DuplicateName,
                            Places.NameOf((step.Operation == step.Creation ? first : step).Operation.Syntax).GetLocation(),
                            $"The workflow has two different copies of the step '{name}': the With… methods return copies, so refer to one copy everywhere")
                        : Diagnostic.Create(
                            AuthoringRules.DuplicateName,
                            step.NameArgument!.Syntax.GetLocation(),
                            ImmutableDictionary<string, string?>.Empty.Add(DiagnosticData.Replacement, SymbolDisplay.FormatLiteral(FreeName(name, steps), quote: true)),
                            $"The workflow has another step with the name '{name}': give every step a name of its own"));
                }
            }
        }
    }

    private static string FreeName(string name, HashSet<StepValue> steps)
    {
        int number = 2;
        while (steps.Any(step => step.Name == $"{name}_{number}"))
        {
            number++;
        }

        return $"{name}_{number}";
    }

    private static HashSet<StepValue> StepsOf(WorkflowValue workflow, MethodModel method)
    {
        var reached = new HashSet<StepValue>();
        var calls = new Stack<WorkflowValue>();
        for (var part = workflow; part is not null; part = part.Source)
        {
            calls.Push(part);
        }

        foreach (var part in calls)
        {
            foreach (var argument in part.Call.Arguments)
            {
                foreach (var connection in method.ConnectionsIn(argument.Value))
                {
                    method.Reach(connection, reached);
                }
            }
        }

        return reached;
    }
}
