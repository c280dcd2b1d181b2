using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Workflows.CodeFirst.Generators.Collections;

namespace Workflows.CodeFirst.Generators.Diagnostics;

/// <summary>A diagnostic as plain data: what the pipeline can cache and compare.</summary>
internal sealed record DiagnosticInfo(string Id, string Path, TextSpan Span, LinePositionSpan Lines, EquatableArray<string> Arguments)
{
    public Diagnostic ToDiagnostic()
    {
        var arguments = new object[Arguments.Count];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Arguments[i];
        }

        return Diagnostic.Create(ManifestRules.ById(Id), Location.Create(Path, Span, Lines), arguments);
    }
}
