using System;
using System.Collections.Generic;
using System.Linq;
using Workflows.CodeFirst.Generators.Collections;
using Workflows.CodeFirst.Generators.Manifests;
using Workflows.CodeFirst.Generators.Manifests.Model;
using Workflows.CodeFirst.Generators.Manifests.Parsing;

namespace Workflows.CodeFirst.Generators.Emit;

/// <summary>Writes what an author uses of a block: constructors, <c>With…</c> methods and outputs.</summary>
internal static class BuilderEmitter
{
    // Required properties that may be a literal or a selector multiply; beyond this many constructors nobody reads the list.
    private const int MostConstructors = 4;

    public static void Write(SourceWriter writer, VersionModel version, Vocabulary vocabulary)
    {
        var forms = version.Properties.Select(property => Narrow(version, ParameterForms.Of(property, vocabulary), vocabulary)).ToList();
        WriteConstructors(writer, version, forms);
        for (int i = 0; i < version.Properties.Count; i++)
        {
            WriteWith(writer, version, i, forms[i]);
        }

        WriteOutputs(writer, version, vocabulary);
        WriteCopyConstructor(writer, version);
    }

    /// <summary>Operations of a block that makes detections of detections have to do so, too.</summary>
    private static IReadOnlyList<ParameterForm> Narrow(VersionModel version, IReadOnlyList<ParameterForm> forms, Vocabulary vocabulary) =>
        forms.Count == 1 && forms[0].Type == ParameterForms.Operations && version.Outputs.Count > 0 && version.Outputs.All(output => vocabulary.ValueOf(output.Kinds) == "Detections")
            ? [forms[0] with { Type = ParameterForms.DetectionsOperations, Hint = "Operations that make detections of detections, such as <c>Query.Where(d => d.Confidence &gt; 0.5)</c>" }]
            : forms;

    private static void WriteConstructors(SourceWriter writer, VersionModel version, List<IReadOnlyList<ParameterForm>> forms)
    {
        var required = Enumerable.Range(0, version.Properties.Count).Where(i => version.Properties[i].Required).ToList();
        var combinations = Combinations(required.Select(i => forms[i].Where(static form => form.Role != FormRole.Mixed).ToList()).ToList()).ToList();
        foreach (var combination in combinations)
        {
            string parameters = "string name" + string.Concat(required.Select((property, i) =>
                $", {ParameterForms.RangeAttribute(combination[i])}{combination[i].ParameterType} {Parameter(version, property)}"));
            string values = string.Concat(required.Select((property, i) => $", ({Text.Literal(property)}, {combination[i].Value(Parameter(version, property))})"));

            writer.Summary($"Starts a step. Required properties are given here, all others by the <c>With…</c> methods.");
            writer.Line("/// <param name=\"name\">The step's name, unique in its workflow: letters, digits, <c>_</c> and <c>-</c>.</param>");
            for (int i = 0; i < required.Count; i++)
            {
                WriteParameterDocumentation(writer, version, required[i], combination[i], withDescription: true);
            }

            writer.Line("/// <exception cref=\"ArgumentException\">The name is empty or cannot be referred to by a selector.</exception>");
            WriteNullDocumentation(writer, combination);
            WriteRangeDocumentation(writer, combination);
            WritePriority(writer, combinations.Count > 1 ? combination.Count(static form => form.TakesNull) : 0);
            writer.Line($"public {version.ClassName}({parameters})");
            writer.Indented(() => writer.Line(required.Count == 0
                ? ": base(name, Facts, PropertyValues.Initial(Facts))"
                : $": base(name, Facts, PropertyValues.Initial(Facts{values}))"));
            writer.Braces(static () => { });
            writer.Line();
        }
    }

    private static IEnumerable<ParameterForm[]> Combinations(List<List<ParameterForm>> choices)
    {
        int count = 1;
        foreach (var forms in choices)
        {
            count = Math.Min(count * forms.Count, MostConstructors + 1);
        }

        if (count > MostConstructors)
        {
            return [[.. choices.Select(CommonForm)]];
        }

        IEnumerable<ParameterForm[]> made = [[]];
        foreach (var forms in choices)
        {
            made = made.SelectMany(_ => forms, static (before, form) => (ParameterForm[])[.. before, form]).ToList();
        }

        return made;
    }

    /// <summary>The form in which most authors give a property: a literal where there is one. <c>With…</c> replaces it by any other.</summary>
    private static ParameterForm CommonForm(List<ParameterForm> forms)
    {
        var chosen = forms.Find(static form => form.Role is FormRole.Scalar or FormRole.Compound) ?? forms[0];

        // Several selectors stand for one set of kinds that has no name: what is connected is then checked with the workflow.
        return chosen.Role == FormRole.Selector && forms.Count(static form => form.Role == FormRole.Selector) > 1 ? chosen with { Type = "ISelector<IKind>" } : chosen;
    }

    private static void WriteWith(SourceWriter writer, VersionModel version, int index, IReadOnlyList<ParameterForm> forms)
    {
        var property = version.Properties[index];
        string parameter = Parameter(version, index);
        for (int i = 0; i < forms.Count; i++)
        {
            var form = forms[i];
            writer.Summary(PropertySummary(property));
            WriteParameterDocumentation(writer, version, index, form, withDescription: false);
            writer.Line("/// <returns>A copy of the step with the value.</returns>");
            WriteNullDocumentation(writer, [form]);
            WriteRangeDocumentation(writer, [form]);
            if (property.Hidden || property.Deprecated)
            {
                writer.Line("[EditorBrowsable(EditorBrowsableState.Never)]");
            }

            WritePriority(writer, Priority(forms, i));
            string modifier = form.IsSequence ? "params " : "";
            writer.Line($"public {version.ClassName} With{property.Identifier}({ParameterForms.RangeAttribute(form)}{modifier}{form.ParameterType} {parameter}) =>");
            writer.Indented(() => writer.Line($"new(this, {Text.Literal(index)}, {form.Value(parameter)});"));
            writer.Line();
        }
    }

    private static void WritePriority(SourceWriter writer, int priority)
    {
        if (priority > 0)
        {
            writer.Line($"[OverloadResolutionPriority({Text.Literal(priority)})]");
        }
    }

    // Overloads that one argument may fit: null, which goes to the one that takes it, selectors of sets that overlap, and elements of any
    // sort, which are meant only where no other overload takes them. A single selector is one before it is a list of one.
    private static int Priority(IReadOnlyList<ParameterForm> forms, int index)
    {
        if (forms.Count == 1 || forms[index].Role == FormRole.Mixed)
        {
            return 0;
        }

        return PriorityOfTyped(forms, index) + (forms.Any(static form => form.Role == FormRole.Mixed) ? 1 : 0);
    }

    private static int PriorityOfTyped(IReadOnlyList<ParameterForm> forms, int index)
    {
        int selectors = forms.Count(static form => form.Role == FormRole.Selector);
        if (forms[index].TakesNull)
        {
            return Math.Max(1, selectors);
        }

        return selectors > 1 && forms[index].Role == FormRole.Selector
            ? forms.Where((form, i) => form.Role == FormRole.Selector && (form.IsSequence == forms[index].IsSequence ? i > index : form.IsSequence)).Count()
            : 0;
    }

    private static void WriteOutputs(SourceWriter writer, VersionModel version, Vocabulary vocabulary)
    {
        foreach (var output in version.Outputs.Where(static output => output.Name != Vocabulary.AnyKind))
        {
            string type = $"StepOutput<{Emitted.KindOf(BlockEmitter.SetOf(version, output, vocabulary))}>";
            writer.Summary($"{Text.Xml(Text.Sentence(output.Description))} Kind: {Text.Kinds(output.Kinds)}.");
            writer.Line($"public {type} {Emitted.OutputMember(output.Identifier, version.ClassName)} => field ??= new(this, {Text.Literal(output.Name)});");
            writer.Line();
        }

        if (version.DynamicOutputs is not null)
        {
            writer.Summary("An output that the configuration of the step names.");
            writer.Line("/// <param name=\"name\">The name of the output.</param>");
            writer.Line("/// <exception cref=\"ArgumentException\">The name is empty.</exception>");
            writer.Line("public StepOutput<IAnyKind> Field(string name) => new(this, name);");
            writer.Line();
        }
    }

    private static void WriteCopyConstructor(SourceWriter writer, VersionModel version)
    {
        if (version.Properties.IsEmpty)
        {
            return;
        }

        writer.Line($"private {version.ClassName}({version.ClassName} source, int property, PropertyValue value)");
        writer.Indented(() => writer.Line(": base(source, property, value)"));
        writer.Braces(static () => { });
    }

    /// <summary>The name of the parameter for a property.</summary>
    public static string ParameterOf(PropertyModel property)
    {
        string parameter = Identifiers.Camel(property.Identifier);
        return parameter == "name" ? "nameValue" : parameter;
    }

    private static string Parameter(VersionModel version, int index) => ParameterOf(version.Properties[index]);

    private static string PropertySummary(PropertyModel property)
    {
        string summary = $"Sets {Text.Code(property.Name)}. {Text.Xml(Text.Sentence(property.Description))}";
        if (property.DefaultJson is { } value)
        {
            summary += $" Default: {Text.Code(value)}.";
        }

        foreach (var condition in property.RelevantFor.Where(static condition => condition.Kinds.IsEmpty))
        {
            summary += $" Matters when {Text.Code(condition.Property)} is {string.Join(" or ", condition.Values.Select(static value => Text.Code(value)))}.";
        }

        foreach (var condition in property.RequiredWhen.Where(static condition => condition.Kinds.IsEmpty))
        {
            summary += $" Needed when {Text.Code(condition.Property)} is {string.Join(" or ", condition.Values.Select(static value => Text.Code(value)))}.";
        }

        return summary;
    }

    private static void WriteParameterDocumentation(SourceWriter writer, VersionModel version, int index, ParameterForm form, bool withDescription)
    {
        string description = withDescription ? Text.Xml(Text.Sentence(version.Properties[index].Description)) + " " : "";
        string orNull = form.TakesNull ? ", or null" : "";
        writer.Line($"/// <param name=\"{Parameter(version, index).TrimStart('@')}\">{description}{form.Hint}{orNull}.</param>");
    }

    private static void WriteNullDocumentation(SourceWriter writer, IEnumerable<ParameterForm> forms)
    {
        if (forms.Any(static form => !form.TakesNull && form.Type is not ("long" or "double" or "bool") && !(form.Role == FormRole.Scalar && form.Type != "string")))
        {
            writer.Line("/// <exception cref=\"ArgumentNullException\">An argument is null.</exception>");
        }
    }

    private static void WriteRangeDocumentation(SourceWriter writer, IEnumerable<ParameterForm> forms)
    {
        if (forms.Any(static form => form.Range.LimitsNumbers))
        {
            writer.Line("/// <exception cref=\"ArgumentOutOfRangeException\">A number is out of its range.</exception>");
        }

        if (forms.Any(static form => form.MinimumCount > 0))
        {
            writer.Line("/// <exception cref=\"ArgumentException\">There are too few items or characters.</exception>");
        }
    }
}
