using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Workflows.CodeFirst.Generators.Analyzers.Facts;

namespace Workflows.CodeFirst.Generators.Analyzers.Methods;

/// <summary>
/// What one method says about workflows: the steps it makes, what they are set to, and which workflow they go into. Follows variables that
/// get their value where they are declared; whatever it cannot follow is unknown, and rules do not judge the unknown.
/// </summary>
internal sealed class MethodModel
{
    private readonly LibraryTypes types;
    private readonly Dictionary<ILocalSymbol, LocalUse> locals = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IOperation, StepValue?> steps = [];
    private readonly Dictionary<IOperation, WorkflowValue?> workflows = [];
    private readonly List<IOperation> made = [];
    private readonly List<IOperation> used = [];
    private readonly List<IInvocationOperation> extended = [];
    private readonly List<IExpressionStatementOperation> statements = [];

    private MethodModel(LibraryTypes types, Catalogue catalogue)
    {
        this.types = types;
        Catalogue = catalogue;
    }

    public Catalogue Catalogue { get; }

    /// <summary>Every step that an expression makes, in order.</summary>
    public IEnumerable<StepValue> Made => made.Select(StepAt).OfType<StepValue>();

    /// <summary>The steps of which an output is used or which are put into a workflow: they have got all that they are going to get.</summary>
    public IEnumerable<StepValue> Finished => used.Select(StepAt).OfType<StepValue>().Distinct();

    /// <summary>The calls of <c>WithOutput</c> and <c>WithStep</c>.</summary>
    public IReadOnlyList<IInvocationOperation> Extended => extended;

    /// <summary>The statements that make something of the library and drop it.</summary>
    public IReadOnlyList<IExpressionStatementOperation> Dropped => statements;

    public IEnumerable<LocalUse> Locals => locals.Values;

    /// <summary>Reads a method; null when it makes no steps.</summary>
    public static MethodModel? Read(ImmutableArray<IOperation> blocks, LibraryTypes types, Func<Catalogue> catalogue, CancellationToken cancellation)
    {
        MethodModel? model = null;
        var reads = new List<ILocalReferenceOperation>();
        var declarators = new List<IVariableDeclaratorOperation>();
        foreach (var block in blocks)
        {
            foreach (var operation in block.DescendantsAndSelf())
            {
                cancellation.ThrowIfCancellationRequested();
                switch (operation)
                {
                    case IVariableDeclaratorOperation declarator when Concerns(declarator.Symbol.Type, types):
                        declarators.Add(declarator);
                        break;
                    case ILocalReferenceOperation reference when Concerns(reference.Type, types):
                        reads.Add(reference);
                        break;
                    case IObjectCreationOperation creation when types.IsBuilder(creation.Type):
                        Model().made.Add(creation);
                        break;
                    case IInvocationOperation { Instance: { } instance } call when types.IsBuilder(instance.Type):
                        (types.IsBuilder(call.Type) ? Model().made : Model().used).Add(types.IsBuilder(call.Type) ? call : instance);
                        break;
                    case IInvocationOperation { Instance: { } instance, TargetMethod.Name: "WithOutput" or "WithStep" } call when types.IsWorkflow(instance.Type):
                        Model().extended.Add(call);
                        break;
                    case IPropertyReferenceOperation { Instance: { } instance } property when types.IsStepOutput(property.Type) && types.IsBuilder(instance.Type):
                        Model().used.Add(instance);
                        break;
                    case IArgumentOperation { Parameter.ContainingType: { } owner } argument when (types.IsWorkflow(owner) || types.IsBuilder(owner)) && types.IsStep(Unwrap(argument.Value).Type):
                        Model().used.Add(Unwrap(argument.Value));
                        break;
                    case IExpressionStatementOperation statement when MakesACopy(statement.Operation, types):
                        Model().statements.Add(statement);
                        break;
                }
            }
        }

        model?.Connect(declarators, reads);
        return model;

        MethodModel Model() => model ??= new(types, catalogue());
    }

    /// <summary>The step that an expression makes; null when that is not known.</summary>
    public StepValue? StepAt(IOperation operation)
    {
        operation = Unwrap(operation);
        if (steps.TryGetValue(operation, out var known))
        {
            return known;
        }

        // Registered first, so that nothing can go in circles.
        steps[operation] = null;
        return steps[operation] = operation switch
        {
            ILocalReferenceOperation reference => ValueOf(reference) is { } value ? StepAt(value) : null,
            IObjectCreationOperation creation when types.IsBuilder(creation.Type) => Created(creation),
            IInvocationOperation { Instance: { } instance } call when types.IsBuilder(instance.Type) && types.IsBuilder(call.Type) => Copied(call, instance),
            _ => null,
        };
    }

    /// <summary>What a selector points to; null when that is not known.</summary>
    public SelectorValue? SelectorAt(IOperation operation)
    {
        operation = Unwrap(operation);
        switch (operation)
        {
            case ILocalReferenceOperation reference:
                return ValueOf(reference) is { } value ? SelectorAt(value) : null;
            case IPropertyReferenceOperation { Instance: { } instance } property when types.IsBuilder(instance.Type):
                return StepAt(instance) is { } step ? new OutputValue(step, step.Facts?.OutputAt(property.Property.Name)?.Name) : null;
            case IInvocationOperation { Instance: { } instance, TargetMethod.Name: "Field" } call when types.IsBuilder(instance.Type):
                return StepAt(instance) is { } source ? new OutputValue(source, call.Arguments[0].Value.ConstantValue is { HasValue: true, Value: string name } ? name : null) : null;
            case IInvocationOperation call when types.IsInput(call.TargetMethod.ContainingType):
                return new InputValue(ConstantArgument(call, "name") as string, call.TargetMethod.Name switch
                {
                    "Parameter" => 0,
                    "Batch" => ConstantArgument(call, "dimensionality") as int?,
                    "Image" or "VideoMetadata" => 1,
                    _ => null,
                });
            default:
                return null;
        }
    }

    /// <summary>The steps that a workflow is known to contain.</summary>
    public WorkflowValue? WorkflowAt(IOperation operation)
    {
        operation = Unwrap(operation);
        if (workflows.TryGetValue(operation, out var known))
        {
            return known;
        }

        workflows[operation] = null;
        return workflows[operation] = operation switch
        {
            ILocalReferenceOperation reference => ValueOf(reference) is { } value ? WorkflowAt(value) : null,
            IInvocationOperation { Instance: { } instance } call when types.IsWorkflow(instance.Type) && types.IsWorkflow(call.Type) => new(call, WorkflowAt(instance)),
            _ => null,
        };
    }

    /// <summary>The selectors and steps inside a value, which may be a list of them.</summary>
    public IEnumerable<IOperation> ConnectionsIn(IOperation value)
    {
        var operation = Unwrap(value);
        if (types.IsSelector(operation.Type) || types.IsStep(operation.Type))
        {
            return [operation];
        }

        return operation is IAnonymousFunctionOperation ? [] : operation.ChildOperations.SelectMany(ConnectionsIn);
    }

    /// <summary>The kinds that the static type of a selector states; empty when it states none.</summary>
    public IReadOnlyList<string> KindsOf(IOperation selector) =>
        types.KindOf(selector.Type) is { Name: var name } && name.StartsWith("I", StringComparison.Ordinal) && name.EndsWith("Kind", StringComparison.Ordinal)
            ? Catalogue.Vocabulary.KindsOf(name.Substring(1, name.Length - 5))
            : [];

    /// <summary>The steps that a selector or step depends on, itself included.</summary>
    public void Reach(IOperation connection, HashSet<StepValue> reached)
    {
        var step = types.IsSelector(Unwrap(connection).Type) ? (SelectorAt(connection) as OutputValue)?.Step : StepAt(connection);
        if (step is null || !reached.Add(step))
        {
            return;
        }

        foreach (var given in step.Values.Values)
        {
            foreach (var inner in ConnectionsIn(given.Value))
            {
                Reach(inner, reached);
            }
        }
    }

    /// <summary>The expression without conversions that the compiler adds.</summary>
    public static IOperation Unwrap(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }

    // A builder, or a copy of a builder or workflow: whoever drops it has done nothing.
    private static bool MakesACopy(IOperation operation, LibraryTypes types) => operation switch
    {
        IObjectCreationOperation creation => types.IsBuilder(creation.Type),
        IInvocationOperation { Instance.Type: { } source } call => call.TargetMethod.Name.StartsWith("With", StringComparison.Ordinal)
            && ((types.IsBuilder(source) && types.IsBuilder(call.Type)) || (types.IsWorkflow(source) && types.IsWorkflow(call.Type))),
        _ => false,
    };

    private static bool Concerns(ITypeSymbol? type, LibraryTypes types) => types.IsStep(type) || types.IsWorkflow(type) || types.IsSelector(type);

    private static object? ConstantArgument(IInvocationOperation call, string parameter) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter)?.Value.ConstantValue is { HasValue: true, Value: var value } ? value : null;

    private IOperation? ValueOf(ILocalReferenceOperation reference) => locals.TryGetValue(reference.Local, out var local) ? local.Value : null;

    private void Connect(List<IVariableDeclaratorOperation> declarators, List<ILocalReferenceOperation> references)
    {
        foreach (var declarator in declarators)
        {
            locals[declarator.Symbol] = new() { Declarator = declarator };
        }

        foreach (var reference in references)
        {
            if (locals.TryGetValue(reference.Local, out var local))
            {
                bool writes = LocalUse.IsWrite(reference);
                local.IsReassigned |= writes;
                local.IsRead |= !writes;
            }
        }
    }

    private StepValue Created(IObjectCreationOperation creation)
    {
        var facts = Catalogue.FindClass((INamedTypeSymbol)creation.Type!);
        var step = new StepValue(creation, facts, null);
        foreach (var argument in creation.Arguments)
        {
            if (argument.Parameter is not { } parameter)
            {
                continue;
            }

            if (parameter.Name == "name")
            {
                step.NameArgument = argument.Value;
            }
            else if (facts?.GivenAs(parameter.Name) is { } property)
            {
                step.Set(property.Name, argument.Value, argument.Value.Syntax);
            }
        }

        return step;
    }

    private StepValue? Copied(IInvocationOperation call, IOperation instance)
    {
        var source = StepAt(instance);
        var facts = Catalogue.FindClass((INamedTypeSymbol)call.Type!);
        var step = new StepValue(call, facts, source);
        if (facts?.SetBy(call.TargetMethod.Name) is { } property && call.Arguments.Length == 1)
        {
            step.Set(property.Name, call.Arguments[0].Value, Places.NameOf(call.Syntax));
        }
        else if (facts is not null)
        {
            // A method of the author's own: what it sets is not known.
            return null;
        }

        return step;
    }
}
