using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Workflows.CodeFirst.Manifests;
using Workflows.CodeFirst.Validation;

namespace Workflows.CodeFirst;

/// <summary>
/// A step whose properties are set by their names in workflow JSON: for blocks without a typed builder, such as those that a workflow defines
/// itself, and for what a builder does not express. Values are checked by the block's facts when they are set, connections with the workflow.
/// </summary>
public sealed class UntypedStep : Step
{
    /// <summary>Starts a step with nothing configured.</summary>
    /// <param name="name">The step's name. It may be any text; selectors can refer to letters, digits, <c>_</c> and <c>-</c>.</param>
    /// <param name="block">The block's facts.</param>
    public UntypedStep(string name, BlockManifest block)
        : base(Checked(name), Checked(block), ImmutableArray.Create(new PropertyValue?[block.Properties.Length]), [])
    {
    }

    /// <summary>Starts a step with nothing configured.</summary>
    /// <param name="name">The step's name. It may be any text; selectors can refer to letters, digits, <c>_</c> and <c>-</c>.</param>
    /// <param name="type">The block's type identifier, such as <c>roboflow_core/dynamic_crop@v1</c>.</param>
    /// <param name="catalogue">The blocks to know; null for the core blocks.</param>
    /// <exception cref="ArgumentException">There is no such block.</exception>
    public UntypedStep(string name, string type, BlockCatalogue? catalogue = null)
        : this(name, Find(type, catalogue ?? BlockCatalogue.Core))
    {
    }

    private UntypedStep(UntypedStep source, int property, PropertyValue value)
        : base(source.Name, source.Manifest, source.Values.SetItem(property, value), source.ExtraMembers)
    {
    }

    /// <summary>Sets a property to a literal.</summary>
    /// <param name="property">The property's name in workflow JSON.</param>
    /// <param name="value">The value; read as leniently as in JSON, where a text that begins with <c>$</c> may be a reference.</param>
    /// <returns>A copy of the step with the value.</returns>
    /// <exception cref="ArgumentException">The block has no such property.</exception>
    /// <exception cref="WorkflowException">The property does not accept the value.</exception>
    public UntypedStep With(string property, JsonNode? value) => With(property, PropertyValues.Of(value));

    /// <summary>Connects a property.</summary>
    /// <param name="property">The property's name in workflow JSON.</param>
    /// <param name="selector">What to connect it to.</param>
    /// <returns>A copy of the step with the value.</returns>
    /// <exception cref="ArgumentException">The block has no such property.</exception>
    /// <exception cref="WorkflowException">The property does not accept such a selector.</exception>
    public UntypedStep With(string property, ISelector selector) => With(property, PropertyValues.Of(selector));

    /// <summary>Sets a property to any value: a list or a dictionary that holds references, a step to go on with.</summary>
    /// <param name="property">The property's name in workflow JSON.</param>
    /// <param name="value">The value, made by <see cref="PropertyValues"/>.</param>
    /// <returns>A copy of the step with the value.</returns>
    /// <exception cref="ArgumentException">The block has no such property.</exception>
    /// <exception cref="WorkflowException">The property does not accept the value.</exception>
    public UntypedStep With(string property, PropertyValue value)
    {
        ArgumentNullException.ThrowIfNull(property);
        ArgumentNullException.ThrowIfNull(value);
        int index = Manifest.IndexOfProperty(property);
        if (index < 0)
        {
            string? suggestion = Suggestions.DidYouMean(property, Manifest.Properties.Select(known => known.Name));
            throw new ArgumentException($"The block '{Manifest.Type}' has no property '{property}'. {suggestion}".TrimEnd(), nameof(property));
        }

        var read = GivenValue.Read(Name, Manifest, index, value, out var error);
        return error is null ? new(this, index, read) : throw new WorkflowException(error with { Path = null });
    }

    /// <summary>An output of the step.</summary>
    /// <param name="name">The output's name in workflow JSON.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public StepOutput<IAnyKind> Output(string name) => new(this, name);

    private static string Checked(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name;
    }

    private static BlockManifest Checked(BlockManifest block)
    {
        ArgumentNullException.ThrowIfNull(block);
        return block;
    }

    private static BlockManifest Find(string type, BlockCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(type);
        return catalogue.Find(type)
            ?? throw new ArgumentException($"There is no block of the type '{type}'. {Suggestions.DidYouMean(type, catalogue.Types)}".TrimEnd(), nameof(type));
    }
}
