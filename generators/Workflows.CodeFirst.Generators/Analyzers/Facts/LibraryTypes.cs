using Microsoft.CodeAnalysis;

namespace Workflows.CodeFirst.Generators.Analyzers.Facts;

/// <summary>The types of the library that analyzers ask for, looked up once a compilation.</summary>
internal sealed class LibraryTypes
{
    private readonly INamedTypeSymbol step;
    private readonly INamedTypeSymbol input;
    private readonly INamedTypeSymbol workflow;
    private readonly INamedTypeSymbol stepOutput;
    private readonly INamedTypeSymbol selector;
    private readonly INamedTypeSymbol typedSelector;

    private LibraryTypes(INamedTypeSymbol step, INamedTypeSymbol input, INamedTypeSymbol workflow, INamedTypeSymbol stepOutput, INamedTypeSymbol selector, INamedTypeSymbol typedSelector)
    {
        this.step = step;
        this.input = input;
        this.workflow = workflow;
        this.stepOutput = stepOutput;
        this.selector = selector;
        this.typedSelector = typedSelector;
    }

    /// <summary>The types, or null in a compilation that does not use the library.</summary>
    public static LibraryTypes? Of(Compilation compilation) =>
        compilation.GetTypeByMetadataName("Workflows.CodeFirst.Step") is { } step
        && compilation.GetTypeByMetadataName("Workflows.CodeFirst.Input") is { } input
        && compilation.GetTypeByMetadataName("Workflows.CodeFirst.Workflow") is { } workflow
        && compilation.GetTypeByMetadataName("Workflows.CodeFirst.StepOutput`1") is { } stepOutput
        && compilation.GetTypeByMetadataName("Workflows.CodeFirst.ISelector") is { } selector
        && compilation.GetTypeByMetadataName("Workflows.CodeFirst.ISelector`1") is { } typedSelector
            ? new(step, input, workflow, stepOutput, selector, typedSelector)
            : null;

    /// <summary>Whether a type is a builder.</summary>
    public bool IsBuilder(ITypeSymbol? type) => type is { TypeKind: TypeKind.Class, BaseType: { } parent } && Same(parent, step);

    /// <summary>Whether a type is a builder or what all of them are.</summary>
    public bool IsStep(ITypeSymbol? type) => Same(type, step) || IsBuilder(type);

    public bool IsInput(ITypeSymbol? type) => Same(type, input);

    public bool IsWorkflow(ITypeSymbol? type) => Same(type, workflow);

    public bool IsStepOutput(ITypeSymbol? type) => Same(type?.OriginalDefinition, stepOutput);

    public bool IsSelector(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Interface } named)
        {
            return false;
        }

        if (Same(named, selector))
        {
            return true;
        }

        foreach (var implemented in named.AllInterfaces)
        {
            if (Same(implemented, selector))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The kind that a selector's type states; null when it states none.</summary>
    public ITypeSymbol? KindOf(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol named)
        {
            return null;
        }

        if (Same(named.OriginalDefinition, typedSelector))
        {
            return named.TypeArguments[0];
        }

        foreach (var implemented in named.AllInterfaces)
        {
            if (Same(implemented.OriginalDefinition, typedSelector))
            {
                return implemented.TypeArguments[0];
            }
        }

        return null;
    }

    private static bool Same(ITypeSymbol? left, ITypeSymbol? right) => SymbolEqualityComparer.Default.Equals(left, right);
}
