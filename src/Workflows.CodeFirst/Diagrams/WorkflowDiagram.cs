using Workflows.CodeFirst.Diagrams;

namespace Workflows.CodeFirst;

/// <summary>
/// Draws workflows as graphs: inputs first, steps by layer and coloured by category, outputs last; what runs only when flow control says so hangs on
/// dashed lines. The same workflow always gives the same text.
/// </summary>
public static class WorkflowDiagram
{
    /// <summary>A flowchart in Mermaid's language, which GitHub and many editors draw.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <exception cref="WorkflowException">The workflow is not valid.</exception>
    public static string Mermaid(Workflow workflow) => MermaidWriter.Write(Graph(workflow));

    /// <summary>A graph in the DOT language of Graphviz.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <exception cref="WorkflowException">The workflow is not valid.</exception>
    public static string Dot(Workflow workflow) => DotWriter.Write(Graph(workflow));

    /// <summary>A picture that needs no other tool: a complete SVG document.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <exception cref="WorkflowException">The workflow is not valid.</exception>
    public static string Svg(Workflow workflow) => SvgWriter.Write(Graph(workflow));

    private static DiagramGraph Graph(Workflow workflow)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        return DiagramGraph.Of(workflow.Plan());
    }
}
