using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Workflows.CodeFirst.Generators.Analyzers.Methods;

namespace Workflows.CodeFirst.Generators.Analyzers.Rules;

/// <summary>WF0005 and WF0006: steps that are made and then forgotten.</summary>
internal static class UnusedSteps
{
    public static void Check(MethodModel method, Action<Diagnostic> report)
    {
        foreach (var statement in method.Dropped)
        {
            var step = method.StepAt(statement.Operation);
            var place = Places.NameOf(statement.Operation.Syntax).GetLocation();
            if (statement.Operation is IInvocationOperation call)
            {
                report(Diagnostic.Create(
                    AuthoringRules.Unused,
                    place,
                    $"What {call.TargetMethod.Name} returns is dropped: steps and workflows are immutable, so use the copy it returns"));
            }
            else
            {
                ReportStep(step, step?.Name ?? statement.Operation.Type!.Name, place, report);
            }
        }

        foreach (var local in method.Locals)
        {
            if (local is { IsRead: false, IsReassigned: false, Value: { } value, Declarator: { } declarator } && method.StepAt(value) is { } step)
            {
                ReportStep(step, declarator.Symbol.Name, ((VariableDeclaratorSyntax)declarator.Syntax).Identifier.GetLocation(), report);
            }
        }
    }

    private static void ReportStep(StepValue? step, string name, Location place, Action<Diagnostic> report) => report(
        step?.Facts is { IsSink: true }
            ? Diagnostic.Create(AuthoringRules.SinkNotAdded, place, name)
            : Diagnostic.Create(AuthoringRules.Unused, place, $"The step '{name}' is never used: give back one of its outputs with WithOutput, or add it with WithStep"));
}
