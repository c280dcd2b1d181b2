using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Workflows.CodeFirst.Manifests;

namespace Workflows.CodeFirst.CodeGeneration;

/// <summary>What the typed builder of a block offers: constructors, <c>With…</c> methods, outputs.</summary>
[RequiresUnreferencedCode(WorkflowSource.Reflection)]
[RequiresDynamicCode(WorkflowSource.Reflection)]
internal sealed class BuilderShape
{
    private static readonly ConditionalWeakTable<BlockManifest, BuilderShape?> Known = [];

    private readonly ILookup<string, MethodInfo> methods;
    private readonly Dictionary<string, PropertyInfo> outputs;

    private BuilderShape(Type type)
    {
        Type = type;
        Constructors = type.GetConstructors(BindingFlags.Public | BindingFlags.Instance);
        methods = type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(static method => method.Name.StartsWith("With", StringComparison.Ordinal) && method.GetParameters().Length == 1)
            .ToLookup(static method => method.Name, StringComparer.Ordinal);
        HasField = type.GetMethod("Field", [typeof(string)]) is not null;
        outputs = Outputs(type);
    }

    public Type Type { get; }

    public ConstructorInfo[] Constructors { get; }

    /// <summary>Whether outputs may be named freely.</summary>
    public bool HasField { get; }

    /// <summary>The builder of a block; null where there is none.</summary>
    public static BuilderShape? Of(BlockManifest block) => Known.GetValue(block, static block => Find(block) is { } type ? new BuilderShape(type) : null);

    /// <summary>The overloads that set a property.</summary>
    public IEnumerable<MethodInfo> Setters(PropertyManifest property) => methods["With" + CSharpNames.OfProperty(property.Name)];

    /// <summary>The member that is an output; null when there is none.</summary>
    public PropertyInfo? Output(string name) => outputs.GetValueOrDefault(name);

    private static Type? Find(BlockManifest block)
    {
        string name = block.Namespace.Length == 0 ? block.ClassName : $"{block.Namespace}.{block.ClassName}";
        var type = typeof(BuilderShape).Assembly.GetType(name)
            ?? AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.IsDynamic ? null : assembly.GetType(name)).FirstOrDefault(static found => found is not null);
        return type is { IsPublic: true } && type.IsSubclassOf(typeof(Step)) ? type : null;
    }

    private static Dictionary<string, PropertyInfo> Outputs(Type type)
    {
        // An output knows its name, so a step that was never constructed tells which member is which.
        var found = new Dictionary<string, PropertyInfo>(StringComparer.Ordinal);
        object step = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        {
            if (property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(StepOutput<>))
            {
                object output = property.GetValue(step)!;
                found.TryAdd((string)property.PropertyType.GetProperty(nameof(StepOutput<>.Name))!.GetValue(output)!, property);
            }
        }

        return found;
    }
}
