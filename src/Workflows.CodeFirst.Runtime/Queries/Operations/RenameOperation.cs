using System.Collections.Immutable;
using Workflows.CodeFirst.Runtime.Queries.Compilation;
using Workflows.CodeFirst.Runtime.Queries.Python;

namespace Workflows.CodeFirst.Runtime.Queries.Operations;

/// <summary>Gives classes of detections other names, and numbers to go with them.</summary>
internal static class RenameOperation
{
    private const long DefaultOffset = 1024;

    public static Operation Rename(Definition definition, OperationSite site)
    {
        object? map = ClassMap(definition);
        object strict = Strict(definition);
        long offset = definition.Integer("new_classes_id_offset", DefaultOffset);
        site = site with { Location = null };
        return (value, scope) =>
        {
            var detections = value as Detections ?? throw site.Wrong("detections", value);
            object? given = map is string mapName ? Parameter(mapName, scope, site) : map;
            if (PythonDictionaries.Entries(given) is null)
            {
                throw site.Wrong("a dictionary as 'class_map'", given);
            }

            object? isStrict = strict is string strictName ? Parameter(strictName, scope, site) : strict;
            return Rename(detections, given, isStrict as bool? ?? throw site.Wrong("true or false as 'strict'", isStrict), offset, site);
        };
    }

    private static Detections Rename(Detections detections, object? map, bool isStrict, long offset, OperationSite site)
    {
        if (!DetectionColumns.Has(detections, DetectionColumns.ClassName))
        {
            return isStrict ? throw site.Failed("the detections have no class names, which a strict renaming needs.") : detections;
        }

        if (detections.Count == 0)
        {
            return detections;
        }

        var names = Array.ConvertAll(DetectionColumns.Column(detections, DetectionColumns.ClassName), name => PythonText.Str(name));
        var renamed = Array.ConvertAll(names, name => NewName(map, name, isStrict, site));
        var numbers = isStrict ? StrictNumbers(map, site) : LooseNumbers(detections, names, map, offset, site);
        return detections with
        {
            ClassNames = [.. renamed],
            ClassIds = [.. Array.ConvertAll(renamed, name => numbers[name])],
            Data = detections.Data.Remove(DetectionColumns.ClassName),
        };
    }

    private static string NewName(object? map, string name, bool isStrict, OperationSite site) =>
        PythonDictionaries.TryGet(map, name, out object? target) ? target as string ?? throw site.Wrong("texts as new class names", target)
        : isStrict ? throw site.Failed($"class '{name}' is not in the class map.")
        : name;

    /// <summary>The new names are numbered in their order.</summary>
    private static Dictionary<string, int> StrictNumbers(object? map, OperationSite site)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string target in Targets(map, site))
        {
            numbers[target] = numbers.Count;
        }

        return numbers;
    }

    /// <summary>Names that were there keep their numbers; new ones are numbered in their order from the offset on.</summary>
    private static Dictionary<string, int> LooseNumbers(Detections detections, string[] names, object? map, long offset, OperationSite site)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            numbers[names[i]] = detections.ClassIds[i];
        }

        long next = offset;
        foreach (string target in Targets(map, site))
        {
            if (!numbers.ContainsKey(target))
            {
                numbers[target] = next is >= int.MinValue and <= int.MaxValue
                    ? (int)next
                    : throw site.Failed($"{next} is too large for the number of a class.");
                next++;
            }
        }

        return numbers;
    }

    private static SortedSet<string> Targets(object? map, OperationSite site)
    {
        var targets = new SortedSet<string>(Comparer<string>.Create(PythonStrings.Compare));
        foreach (var (_, target) in PythonDictionaries.Entries(map)!)
        {
            targets.Add(target as string ?? throw site.Wrong("texts as new class names", target));
        }

        return targets;
    }

    private static object? Parameter(string name, QueryScope scope, OperationSite site) =>
        scope.TryGet(name, out object? value) ? value : throw site.Undeclared(name, scope);

    /// <summary>A dictionary of texts, or the name of a value that is one.</summary>
    private static object? ClassMap(Definition definition)
    {
        object? map = definition.Any("class_map");
        if (map is string || !definition.Members.ContainsKey("class_map"))
        {
            return map;
        }

        var entries = PythonDictionaries.Entries(map);
        return entries?.All(entry => entry is { Key: string, Value: string }) == true
            ? map
            : definition.Wrong<object?>("class_map", "a dictionary of texts or the name of a value", map, null);
    }

    /// <summary>True or false, or the name of a value that is.</summary>
    private static object Strict(Definition definition)
    {
        if (!definition.Members.TryGetValue("strict", out object? strict))
        {
            return true;
        }

        strict = PythonValues.Normalize(strict);
        return strict is string ? strict : Definition.ToBoolean(strict) ?? definition.Wrong("strict", "true, false or the name of a value", strict, true);
    }
}
