using System.Text;
using Workflows.CodeFirst.CodeGeneration;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Conformance.Engine.Builders;

/// <summary>A step as a C# file: a class with one method that makes it.</summary>
/// <param name="ClassName">The name of the class.</param>
/// <param name="Text">The file.</param>
/// <param name="IsTyped">Whether the step's builder makes it, rather than an untyped step.</param>
internal sealed record ProbeSource(string ClassName, string Text, bool IsTyped)
{
    public const string Namespace = "Probes";
    public const string Method = "Make";

    public static ProbeSource Write(string className, Step step)
    {
        var arguments = new ArgumentWriter(Selector, static name => $"ProbeSources.Step({CSharpText.Literal(name)})", "            ");
        var written = new StepWriter(arguments, null).Write(step, step.Values);
        var usings = new SortedSet<string>(StringComparer.Ordinal) { "Workflows.CodeFirst", typeof(ProbeSources).Namespace! };
        bool typed = written.Type != typeof(UntypedStep);
        if (typed)
        {
            usings.Add(written.Type.Namespace!);
            usings.Add(typeof(CodeFirst.Blocks.AllBlocks).Namespace!);
        }

        if (arguments.UsesNodes)
        {
            usings.Add("System.Text.Json.Nodes");
        }

        var file = new StringBuilder();
        foreach (string space in usings)
        {
            file.Append("using ").Append(space).Append(";\n");
        }

        file.Append(step.Manifest.Deprecation is null ? "" : "#pragma warning disable WF0003\n");
        file.Append("namespace ").Append(Namespace).Append(";\n");
        file.Append("public static class ").Append(className).Append("\n{\n");
        file.Append("    public static Step ").Append(Method).Append("() =>\n        ");
        file.AppendJoin("\n            ", written.Expression).Append(";\n}\n");
        return new(className, file.ToString(), typed);
    }

    private static Variable? Selector(string text)
    {
        var parts = SelectorText.Parse(text);
        return parts.Form switch
        {
            SelectorForm.Input => new($"ProbeSources.Input({CSharpText.Literal(parts.Name)})", typeof(InputSelector<IAnyKind>)),
            SelectorForm.StepOutput => new($"ProbeSources.Output({CSharpText.Literal(parts.Name)}, {CSharpText.Literal(parts.Output!)})", typeof(StepOutput<IAnyKind>)),
            _ => null,
        };
    }
}
