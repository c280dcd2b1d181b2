namespace Workflows.CodeFirst;

/// <summary>The values of <see cref="WorkflowError.Code"/>.</summary>
public static class WorkflowErrorCodes
{
    /// <summary>The text is not JSON, or not in an encoding that JSON allows.</summary>
    public const string MalformedJson = "malformed_json";

    /// <summary>A member has the wrong JSON type.</summary>
    public const string WrongType = "wrong_type";

    /// <summary>A member that has to be there is missing.</summary>
    public const string MissingMember = "missing_member";

    /// <summary>The requested version of the engine cannot be read or is not supported.</summary>
    public const string UnsupportedVersion = "unsupported_version";

    /// <summary>The type of an input is unknown.</summary>
    public const string UnknownInputType = "unknown_input_type";

    /// <summary>The type of a step is unknown.</summary>
    public const string UnknownBlock = "unknown_block";

    /// <summary>A property that has to be given is missing.</summary>
    public const string MissingProperty = "missing_property";

    /// <summary>A property has a value that it does not accept.</summary>
    public const string InvalidValue = "invalid_value";

    /// <summary>A number or a length is outside its bounds.</summary>
    public const string OutOfRange = "out_of_range";

    /// <summary>Properties contradict each other.</summary>
    public const string BrokenRule = "broken_rule";

    /// <summary>Two inputs, steps or outputs have the same name.</summary>
    public const string DuplicateName = "duplicate_name";

    /// <summary>A selector points to an input, step or output that does not exist.</summary>
    public const string UnknownReference = "unknown_reference";

    /// <summary>A selector's kind is not accepted by the property.</summary>
    public const string KindMismatch = "kind_mismatch";

    /// <summary>A step depends on itself, directly or through others.</summary>
    public const string Cycle = "cycle";

    /// <summary>Flow control goes to something that is no step, or twice to the same step.</summary>
    public const string InvalidFlowControl = "invalid_flow_control";

    /// <summary>Values of different depth meet, or the depth does not fit the block.</summary>
    public const string DimensionalityMismatch = "dimensionality_mismatch";

    /// <summary>Batches that come from different sources meet.</summary>
    public const string LineageMismatch = "lineage_mismatch";

    /// <summary>A workflow inside a step cannot be inlined.</summary>
    public const string InvalidInnerWorkflow = "invalid_inner_workflow";

    /// <summary>A block that the workflow defines itself is not well defined.</summary>
    public const string InvalidDynamicBlock = "invalid_dynamic_block";

    /// <summary>The facts of a block contradict each other.</summary>
    public const string InvalidBlock = "invalid_block";
}
