using System.Reflection;
using System.Text.Json;
using Workflows.CodeFirst.CodeGeneration;
using Workflows.CodeFirst.Json;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.Conformance.Engine.Builders;

/// <summary>What stands in the way of a step in C#.</summary>
/// <param name="Property">The property; empty for the whole step.</param>
/// <param name="Class">What sort of hindrance it is, the same words for all of its sort.</param>
internal sealed record Hindrance(string Property, string Class);

/// <summary>
/// Tries to make a step with the typed builder of its block, property by property, in every way that its constructors and <c>With…</c> methods
/// offer.
/// </summary>
internal sealed class BuilderTrial
{
    private readonly BlockManifest block;
    private readonly BuilderShape shape;
    private readonly string name;
    private readonly int[] required;
    private readonly JsonElement?[] given;
    private readonly JsonElement?[] samples;
    private readonly Func<int, bool> isConnected;

    private BuilderTrial(JsonElement step, JsonElement? sample, BlockManifest block, Func<int, bool> isConnected)
    {
        this.isConnected = isConnected;
        this.block = block;
        shape = BuilderShape.Of(block) ?? throw new InvalidOperationException($"'{block.Type}' has no builder.");
        name = step.GetProperty("name").GetString()!;
        required = [.. Enumerable.Range(0, block.Properties.Length).Where(i => block.Properties[i].Required)];
        given = [.. block.Properties.Select(property => Given(step, property))];
        samples = [.. block.Properties.Select(property => sample is { } known ? Given(known, property) : null)];
    }

    /// <summary>What stands in the way, in the order of the properties; empty when the builder makes the step and validation lets it pass.</summary>
    /// <param name="step">The step as JSON.</param>
    /// <param name="sample">An accepted step of the block, whose values hold places; null when none is known.</param>
    /// <param name="isConnected">Whether a property, by position, is to be given a selector, where text with a dollar could state the same; null for none.</param>
    public static IReadOnlyList<Hindrance> Of(JsonElement step, JsonElement? sample, Func<int, bool>? isConnected = null)
    {
        string type = step.GetProperty("type").GetString()!;
        var block = BlockCatalogue.Core.Find(type) ?? throw new InvalidOperationException($"There is no block '{type}'.");
        return new BuilderTrial(step, sample, block, isConnected ?? (static _ => false)).Try();
    }

    /// <summary>The rules across properties that validation finds broken.</summary>
    public static IEnumerable<WorkflowError> BrokenRules(Step step)
    {
        var workflow = Workflow.Create("probe").WithStep(step);
        try
        {
            workflow.Validate();
            return [];
        }
        catch (WorkflowException problem)
        {
            // The sources of probes are no complete steps, which is not the probe's fault.
            return problem.Errors.Where(error => error.Code == WorkflowErrorCodes.BrokenRule && error.Step == step.Name);
        }
    }

    private static JsonElement? Given(JsonElement step, PropertyManifest property)
    {
        foreach (string key in property.Keys)
        {
            if (step.TryGetProperty(key, out var value))
            {
                return value;
            }
        }

        return null;
    }

    private List<Hindrance> Try()
    {
        var hindrances = new List<Hindrance>();
        var settings = new List<(MethodInfo Method, object? Argument)>();
        for (int i = 0; i < given.Length; i++)
        {
            if (given[i] is { } value)
            {
                TryProperty(i, value, hindrances, settings);
            }
            else if (block.Properties[i].Required)
            {
                hindrances.Add(new(block.Properties[i].Name, MissingClass(i)));
            }
        }

        if (hindrances.Count == 0)
        {
            object step = Construct(-1, null, null) ?? throw new InvalidOperationException($"No constructor of {shape.Type.Name} takes the required properties.");
            foreach (var (method, argument) in settings)
            {
                step = method.Invoke(step, BindingFlags.DoNotWrapExceptions, null, [argument], null)!;
            }

            if (BrokenRules((Step)step).Any())
            {
                hindrances.Add(new("", "validation: a rule across properties is broken"));
            }
        }

        return hindrances;
    }

    /// <summary>Tries all ways to state one property; several that pass have to mean the same.</summary>
    private void TryProperty(int property, JsonElement value, List<Hindrance> hindrances, List<(MethodInfo, object?)> settings)
    {
        bool found = false;
        var refusals = new List<ArgumentException>();
        var made = new List<(MethodInfo? Method, object? Argument, string? Json)>();
        foreach (var constructor in shape.Constructors)
        {
            if (ParameterOf(constructor, property) is { } parameter)
            {
                foreach (object? argument in Arguments(parameter))
                {
                    Attempt(() => Construct(property, constructor, argument), null, argument);
                }
            }
        }

        if (Construct(property, null, null) is { } start)
        {
            foreach (var method in shape.Setters(block.Properties[property]))
            {
                foreach (object? argument in Arguments(method.GetParameters()[0]))
                {
                    Attempt(() => (Step)method.Invoke(start, BindingFlags.DoNotWrapExceptions, null, [argument], null)!, method, argument);
                }
            }
        }

        string propertyName = block.Properties[property].Name;
        if (made.Count == 0)
        {
            if (found && refusals.Count == 0)
            {
                throw new InvalidOperationException($"'{propertyName}' cannot be tried: no constructor of {shape.Type.Name} takes what holds the places of the other properties.");
            }

            hindrances.Add(new(propertyName, refusals.Count > 0 ? RefusalClass(refusals[0]) : ImpossibleClass(property, value)));
        }
        else if (refusals.Count > 0 || made.Select(way => way.Json).Distinct().Count() > 1)
        {
            throw new InvalidOperationException($"The ways to set '{propertyName}' do not agree: {string.Join(" or ", made.Select(way => way.Json))}; {refusals.FirstOrDefault()?.Message}");
        }
        else if (made.Find(way => way.Method is not null) is { Method: { } method } way)
        {
            settings.Add((method, way.Argument));
        }

        IEnumerable<object?> Arguments(ParameterInfo parameter)
        {
            foreach (object? argument in BuilderArguments.Of(parameter, value))
            {
                if (argument is ISelector || !isConnected(property))
                {
                    found = true;
                    yield return argument;
                }
            }
        }

        void Attempt(Func<Step?> make, MethodInfo? method, object? argument)
        {
            try
            {
                if (make() is { } step)
                {
                    made.Add((method, argument, StepValues.ToJson(step, property)));
                }
            }
            catch (ArgumentException refusal) when (Names(refusal, property))
            {
                refusals.Add(refusal);
            }
        }
    }

    /// <summary>A step with the required properties, the others with what the probe says or what holds their place.</summary>
    /// <param name="fixedProperty">A property that is given <paramref name="argument"/>, or only a place holder when no constructor is named.</param>
    /// <param name="only">The constructor to call; null for any.</param>
    /// <param name="argument">The argument.</param>
    /// <returns>The step; null when what holds places is refused.</returns>
    /// <exception cref="ArgumentException">The argument is refused.</exception>
    private Step? Construct(int fixedProperty, ConstructorInfo? only, object? argument)
    {
        foreach (var constructor in shape.Constructors)
        {
            if (only is not null && constructor != only)
            {
                continue;
            }

            IEnumerable<object?[]> combinations = [[name]];
            foreach (int property in required)
            {
                var parameter = ParameterOf(constructor, property)!;
                IReadOnlyList<object?> choices = property != fixedProperty ? [.. Stated(parameter, given[property]), .. PlaceHolders(parameter, property)]
                    : only is null ? [.. PlaceHolders(parameter, property)]
                    : [argument];
                combinations = combinations.SelectMany(_ => choices, static (before, next) => (object?[])[.. before, next]);
            }

            foreach (object?[] arguments in combinations)
            {
                try
                {
                    return (Step)constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null);
                }
                catch (ArgumentException refusal) when (only is null || !Names(refusal, fixedProperty))
                {
                    // Another place holder may do.
                }
            }
        }

        return null;
    }

    private IEnumerable<object?> PlaceHolders(ParameterInfo parameter, int property) => Stated(parameter, samples[property]).Append(NeutralArguments.Of(parameter));

    private static IEnumerable<object?> Stated(ParameterInfo parameter, JsonElement? json) => json is { } value ? BuilderArguments.Of(parameter, value).Take(1) : [];

    /// <summary>The parameter for a required property: all required ones stand behind the name, in the order of the manifest.</summary>
    private ParameterInfo? ParameterOf(ConstructorInfo constructor, int property) =>
        Array.IndexOf(required, property) is >= 0 and var place ? constructor.GetParameters()[place + 1] : null;

    private bool Names(ArgumentException refusal, int property) =>
        string.Equals(refusal.ParamName?.Replace("_", "", StringComparison.Ordinal), block.Properties[property].Name.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

    private string MissingClass(int property) => Array.TrueForAll(shape.Constructors, constructor => constructor.GetParameters().Length == required.Length + 1 && !ParameterOf(constructor, property)!.IsOptional)
        ? "impossible: every constructor asks for the property"
        : throw new InvalidOperationException($"{shape.Type.Name} has a constructor that does not ask for '{block.Properties[property].Name}'.");

    private static string RefusalClass(ArgumentException refusal) => refusal switch
    {
        ArgumentOutOfRangeException => "refused: a number out of its range",
        _ when refusal.Message.StartsWith('\'') => "refused: too few items or characters",
        _ => "refused: not what the block accepts inside a list or object",
    };

    private string ImpossibleClass(int property, JsonElement value)
    {
        var types = shape.Setters(block.Properties[property]).Select(method => method.GetParameters()[0].ParameterType).Select(type => Nullable.GetUnderlyingType(type) ?? type).ToList();
        bool takesSelectors = types.Exists(typeof(ISelector).IsAssignableFrom);
        bool takesSequences = types.Exists(type => BuilderArguments.FromObjects(type) is not null || ArgumentWriter.ElementOf(type) is not null);
        return value.ValueKind switch
        {
            JsonValueKind.String when value.GetString()!.StartsWith('$') => takesSelectors ? "impossible: no selector of that form fits" : "impossible: no parameter takes a selector",
            JsonValueKind.String when types.Exists(type => type.IsEnum) => "impossible: no member of the enumeration is written so",
            JsonValueKind.String => takesSelectors ? "impossible: text is no selector" : "impossible: no parameter takes a text",
            JsonValueKind.Null => "impossible: no parameter takes null",
            JsonValueKind.True or JsonValueKind.False => "impossible: no parameter takes true or false",
            JsonValueKind.Number => "impossible: no parameter takes such a number",
            JsonValueKind.Array => takesSequences ? "impossible: no parameter takes a list of such elements" : "impossible: no parameter takes a list",
            _ => takesSequences ? "impossible: no parameter takes an object of such values" : "impossible: no parameter takes an object",
        };
    }
}
