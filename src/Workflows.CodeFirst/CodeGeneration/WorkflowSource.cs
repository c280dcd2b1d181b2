using System.Diagnostics.CodeAnalysis;

namespace Workflows.CodeFirst;

/// <summary>Writes workflows as C#.</summary>
public static class WorkflowSource
{
    internal const string Reflection = "Which builder members fit a step is found by reflection; where builders were trimmed away, steps are written untyped.";

    /// <summary>
    /// C# source of a static class whose method <c>Create</c> builds the same workflow: inputs first, then the steps, each after what it needs,
    /// outputs last. Running it and calling <see cref="Workflow.ToJson"/> gives JSON that means the same.
    /// </summary>
    /// <remarks>
    /// A step that the typed builder of its block cannot express becomes an <see cref="UntypedStep"/>, with a comment that says why. Steps of inner
    /// workflows stand where they were inlined. Members of inputs, steps and outputs that the language does not define are named in comments.
    /// </remarks>
    /// <param name="workflow">The workflow; one read from JSON or one built in code.</param>
    /// <param name="options">How to write it; null for the defaults.</param>
    /// <exception cref="ArgumentException">The namespace or the name of the class is no C# name.</exception>
    /// <exception cref="WorkflowException">The workflow is not valid.</exception>
    [RequiresUnreferencedCode(Reflection)]
    [RequiresDynamicCode(Reflection)]
    public static string Write(Workflow workflow, WorkflowSourceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(workflow);
        options ??= new WorkflowSourceOptions();
        if (options.Namespace is { } space && !space.Split('.').All(CodeGeneration.CSharpNames.IsIdentifier))
        {
            throw new ArgumentException($"'{space}' is no C# namespace.", nameof(options));
        }

        if (options.ClassName is { } name && !CodeGeneration.CSharpNames.IsIdentifier(name))
        {
            throw new ArgumentException($"'{name}' is no C# name of a class.", nameof(options));
        }

        return new CodeGeneration.WorkflowSourceWriter(workflow.Plan(), options).Write();
    }
}
