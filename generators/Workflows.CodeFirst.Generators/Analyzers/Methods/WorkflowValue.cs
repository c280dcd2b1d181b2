using Microsoft.CodeAnalysis.Operations;

namespace Workflows.CodeFirst.Generators.Analyzers.Methods;

/// <summary>A workflow as an expression makes it: the call that adds something, and the workflow it adds to.</summary>
internal sealed record WorkflowValue(IInvocationOperation Call, WorkflowValue? Source);
