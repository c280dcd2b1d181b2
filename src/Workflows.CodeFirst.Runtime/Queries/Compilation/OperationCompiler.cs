using System.Collections.Frozen;
using Workflows.CodeFirst.Json;
using Workflows.CodeFirst.Runtime.Queries.Operations;

namespace Workflows.CodeFirst.Runtime.Queries.Compilation;

/// <summary>Compiles operations; the table of all types.</summary>
internal static class OperationCompiler
{
    private static readonly FrozenDictionary<string, Func<Definition, OperationSite, Operation>> Types =
        new Dictionary<string, Func<Definition, OperationSite, Operation>>(StringComparer.Ordinal)
        {
            ["StringToLowerCase"] = TextOperations.ToLower,
            ["StringToUpperCase"] = TextOperations.ToUpper,
            ["StringSubSequence"] = TextOperations.SubSequence,
            ["StringMatches"] = TextOperations.Matches,
            ["ToString"] = TextOperations.ToText,
            ["ToNumber"] = NumberOperations.ToNumber,
            ["ToBoolean"] = NumberOperations.ToBoolean,
            ["NumberRound"] = NumberOperations.Round,
            ["Multiply"] = NumberOperations.Multiply,
            ["Divide"] = NumberOperations.Divide,
            ["RandomNumber"] = NumberOperations.Random,
            ["LookupTable"] = LookupOperations.Lookup,
            ["SequenceMap"] = LookupOperations.Map,
            ["ConvertDictionaryToJSON"] = LookupOperations.ToJson,
            ["TimestampToISOFormat"] = LookupOperations.ToIsoFormat,
            ["SequenceApply"] = SequenceOperations.Apply,
            ["SequenceLength"] = SequenceOperations.Length,
            ["SequenceElementsCount"] = SequenceOperations.ElementsCount,
            ["SequenceJoin"] = SequenceOperations.Join,
            ["SequenceAggregate"] = AggregateOperations.Aggregate,
            ["NumericSequenceAggregate"] = AggregateOperations.NumericAggregate,
            ["ExtractImageProperty"] = ImageOperations.Property,
            ["ExtractFrameMetadata"] = ImageOperations.Frame,
            ["ConvertImageToJPEG"] = ImageOperations.ToJpeg,
            ["ConvertImageToBase64"] = ImageOperations.ToBase64,
            ["ClassificationPropertyExtract"] = ClassificationOperations.Property,
            ["ExtractDetectionProperty"] = DetectionPropertyOperations.OfOne,
            ["DetectionsPropertyExtract"] = DetectionPropertyOperations.OfAll,
            ["DetectionsToDictionary"] = DetectionsOperations.ToDictionary,
            ["DetectionsFilter"] = DetectionsOperations.Filter,
            ["DetectionsOffset"] = DetectionsOperations.Offset,
            ["DetectionsShift"] = DetectionsOperations.Shift,
            ["DetectionsSelection"] = DetectionsOperations.Select,
            ["SortDetections"] = DetectionsOperations.Sort,
            ["PickDetectionsByParentClass"] = DetectionsOperations.PickByParent,
            ["DetectionsRename"] = RenameOperation.Rename,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The types of all operations.</summary>
    public static IReadOnlyList<string> Names => Types.Keys;

    /// <summary>Compiles operations that run one after the other.</summary>
    /// <param name="operations">The JSON objects.</param>
    /// <param name="path">Where the list is.</param>
    /// <param name="location">Where it is in the words of the reference engine.</param>
    /// <param name="errors">Where errors are noted.</param>
    /// <param name="depth">How many parts the list is inside of.</param>
    /// <param name="sharesLocation">Whether all operations have the location of the list, as those inside of another operation do.</param>
    public static OperationChain Compile(
        IReadOnlyList<object?> operations, JsonPath path, string location, DefinitionErrors errors, int depth, bool sharesLocation = false)
    {
        var compiled = new List<CompiledOperation>(operations.Count);
        for (int i = 0; i < operations.Count; i++)
        {
            string place = sharesLocation ? location : $"{location}[{i}]";
            if (Definition.Of(operations[i], path.Element(i), place, errors, depth + 1) is { } definition
                && definition.Choice("type", Types) is { } build)
            {
                string type = (string)definition.Members["type"]!;
                var operation = build(definition, new(type, definition.Path, place));
                compiled.Add(new(type, definition.Path, operation) { Property = DetectionPropertyOperations.PropertyOf(type, definition) });
            }
        }

        return new([.. compiled]);
    }
}
