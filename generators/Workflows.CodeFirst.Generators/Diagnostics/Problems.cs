using System.Collections.Generic;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Workflows.CodeFirst.Generators.Collections;

namespace Workflows.CodeFirst.Generators.Diagnostics;

/// <summary>Collects what is wrong with one file.</summary>
internal sealed class Problems(string path, SourceText text)
{
    private readonly List<DiagnosticInfo> found = [];

    /// <summary>Grows with every problem: whoever compares it before and after knows whether a part of the file is sound.</summary>
    public int Count { get; private set; }

    public void Add(DiagnosticDescriptor rule, TextSpan span, params string[] arguments)
    {
        Count++;
        var problem = At(rule, span, arguments);

        // A shared property is read once, but what refers to it may be judged again for every version.
        if (!found.Contains(problem))
        {
            found.Add(problem);
        }
    }

    /// <summary>Something depends on a part of the file that is wrong, which has been reported.</summary>
    public void Spread() => Count++;

    /// <summary>A diagnostic at a place of the file, without collecting it.</summary>
    public DiagnosticInfo At(DiagnosticDescriptor rule, TextSpan span, params string[] arguments) =>
        new(rule.Id, path, span, text.Lines.GetLinePositionSpan(span), arguments.ToImmutableArray());

    public EquatableArray<DiagnosticInfo> ToArray() => found.ToImmutableArray();
}
