using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Workflows.CodeFirst.Generators.Analyzers.Methods;
using Workflows.CodeFirst.Generators.Manifests.Model;

namespace Workflows.CodeFirst.Generators.Analyzers.Rules;

/// <summary>WF0008 to WF0010: what the manifest of a block says about its properties together. Judges finished steps only.</summary>
internal static class PropertyRules
{
    public static void Check(MethodModel method, Action<Diagnostic> report)
    {
        var reported = new HashSet<(string Id, SyntaxNode Place, string Property)>();
        foreach (var step in method.Finished)
        {
            if (!step.IsComplete)
            {
                continue;
            }

            foreach (var rule in step.Facts!.Model.Rules)
            {
                if (rule.When.All(condition => LiteralValue.Of(step, condition.Property).IsOneOf(condition.Values) == true))
                {
                    CheckMissing(step, rule, Report);
                    CheckConflict(step, rule, Report);
                }
            }

            foreach (var pair in step.Values)
            {
                CheckIgnored(step, step.Facts.Named(pair.Key)!, pair.Value.Place, Report);
            }
        }

        void Report(DiagnosticDescriptor rule, SyntaxNode place, params string[] arguments)
        {
            if (reported.Add((rule.Id, place, arguments[0])))
            {
                report(Diagnostic.Create(rule, place.GetLocation(), arguments));
            }
        }
    }

    private static void CheckMissing(StepValue step, RuleModel rule, Reporter report)
    {
        foreach (string property in rule.NotNull.Where(property => LiteralValue.Of(step, property).IsNull)
            .Concat(rule.NotEmpty.Where(property => LiteralValue.Of(step, property).IsNullOrEmpty)))
        {
            report(AuthoringRules.MissingProperty, PlaceOf(step, property), property, rule.Message.TrimEnd('.'));
        }

        if (!rule.AnyNotNull.IsEmpty && rule.AnyNotNull.All(property => LiteralValue.Of(step, property).IsNull))
        {
            report(AuthoringRules.MissingProperty, PlaceOf(step, rule.AnyNotNull[0]), rule.AnyNotNull[0], rule.Message.TrimEnd('.'));
        }
    }

    private static void CheckConflict(StepValue step, RuleModel rule, Reporter report)
    {
        var broken = rule.IsNull.Where(property => LiteralValue.Of(step, property) is { IsKnown: true, IsNull: false })
            .Concat(rule.Values.Where(condition => LiteralValue.Of(step, condition.Property).IsOneOf(condition.Values) == false).Select(static condition => condition.Property))
            .Concat(rule.LessThan.Where(pair => LiteralValue.Of(step, pair.Left).Number >= LiteralValue.Of(step, pair.Right).Number).Select(static pair => pair.Left))
            .Concat(rule.AtMost.Where(pair => LiteralValue.Of(step, pair.Left).Number > LiteralValue.Of(step, pair.Right).Number).Select(static pair => pair.Left));
        foreach (string property in broken)
        {
            report(AuthoringRules.Conflict, PlaceOf(step, property), property, rule.Message.TrimEnd('.'));
        }
    }

    private static void CheckIgnored(StepValue step, PropertyModel property, SyntaxNode place, Reporter report)
    {
        if (LiteralValue.Of(step, property.Name).IsNull)
        {
            return;
        }

        foreach (var condition in property.RelevantFor)
        {
            var actual = LiteralValue.Of(step, condition.Property);
            if (condition.Kinds.IsEmpty && actual.IsOneOf(condition.Values) == false)
            {
                report(AuthoringRules.IgnoredProperty, place, property.Name, condition.Property, string.Join(" or ", condition.Values), actual.ToString());
            }
        }
    }

    // Where the property was set; where the step was created, when it was not.
    private static SyntaxNode PlaceOf(StepValue step, string property) =>
        step.Values.TryGetValue(property, out var given) ? given.Place : Places.NameOf(step.Creation!.Syntax);

    private delegate void Reporter(DiagnosticDescriptor rule, SyntaxNode place, params string[] arguments);
}
