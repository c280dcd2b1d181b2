using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Workflows.CodeFirst.Generators.Analyzers.Methods;

/// <summary>How a method uses one of its variables.</summary>
internal sealed class LocalUse
{
    public IVariableDeclaratorOperation? Declarator { get; set; }

    /// <summary>Whether anything but its declaration gives it a value.</summary>
    public bool IsReassigned { get; set; }

    public bool IsRead { get; set; }

    /// <summary>The one value it ever has; null when there are several or none.</summary>
    public IOperation? Value => IsReassigned ? null : Declarator?.GetVariableInitializer()?.Value;

    /// <summary>Whether a reference gives the variable a value.</summary>
    public static bool IsWrite(ILocalReferenceOperation reference) => reference.IsDeclaration || reference.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == reference,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        IAddressOfOperation or ITupleOperation => true,
        _ => false,
    };
}
