using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Workflows.CodeFirst.Generators.Analyzers.Facts;
using Workflows.CodeFirst.Generators.Analyzers.Methods;
using Workflows.CodeFirst.Generators.Manifests;

namespace Workflows.CodeFirst.Generators.Analyzers.Rules;

/// <summary>WF0007: connections that compile because some of the kinds fit, while others do not.</summary>
internal static class PartialOverlaps
{
    public static void Check(MethodModel method, Action<Diagnostic> report)
    {
        var seen = new HashSet<IOperation>();
        foreach (var step in method.Made)
        {
            foreach (var pair in step.Values)
            {
                if (!seen.Add(pair.Value.Value))
                {
                    continue;
                }

                var accepted = BlockFacts.Selectors(step.Facts!.Named(pair.Key)!.Accepts).SelectMany(static selector => selector.Kinds).Distinct().ToList();
                foreach (var connection in method.ConnectionsIn(pair.Value.Value))
                {
                    var kinds = method.KindsOf(connection);
                    var others = kinds.Where(kind => !accepted.Contains(kind)).ToList();
                    if (accepted.Count > 0 && others.Count > 0 && others.Count < kinds.Count && !kinds.Contains(Vocabulary.AnyKind) && !accepted.Contains(Vocabulary.AnyKind))
                    {
                        report(Diagnostic.Create(
                            AuthoringRules.PartialOverlap,
                            connection.Syntax.GetLocation(),
                            pair.Key,
                            string.Join(" or ", accepted),
                            string.Join(" or ", others)));
                    }
                }
            }
        }
    }
}
