using System;

namespace Workflows.CodeFirst.Generators.Emit;

/// <summary>Names in the emitted code that several emitters have to agree on.</summary>
internal static class Emitted
{
    /// <summary>The namespace of the library.</summary>
    public const string Library = "Workflows.CodeFirst";

    /// <summary>The namespace of the library's own blocks and shared enumerations.</summary>
    public const string LibraryBlocks = "Workflows.CodeFirst.Blocks";

    /// <summary>The class that lists a project's blocks.</summary>
    public const string Catalogue = "AllBlocks";

    /// <summary>The id of the warning at the use of a deprecated version.</summary>
    public const string DeprecatedBlock = "WF0003";

    /// <summary>The usings of a file that holds a block.</summary>
    public static readonly string[] BlockUsings =
    [
        "System", "System.CodeDom.Compiler", "System.Collections.Frozen", "System.Collections.Generic", "System.ComponentModel",
        "System.Runtime.CompilerServices", "System.Text.Json.Nodes", Library, LibraryBlocks, Library + ".Execution", Library + ".Manifests",
    ];

    // Members of a builder that outputs must not be called like.
    private static readonly string[] BuilderMembers =
    [
        "Name", "Manifest", "Values", "ExtraMembers", "Facts", "FactsHolder", "Arguments", "ArgumentsReader", "Results", "ResultsWriter", "Field",
        "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString",
    ];

    private static readonly string[] StructMembers =
        ["Arguments", "Results", "Named", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    /// <summary>The interface of a set of kinds, as the kind of an output.</summary>
    public static string KindOf(string set) => $"I{set}Kind";

    /// <summary>The interface of a set of kinds, as what a property accepts.</summary>
    public static string AcceptedSetOf(string set) => $"IAccepts{set}";

    /// <summary>The class with the texts of an enumeration.</summary>
    public static string TextsOf(string enumeration) => enumeration + "Text";

    /// <summary>The property of a builder for an output.</summary>
    public static string OutputMember(string identifier, string className) =>
        identifier == className || Array.IndexOf(BuilderMembers, identifier) >= 0 ? identifier + "Output" : identifier;

    /// <summary>The property of <c>Arguments</c> or <c>Results</c>.</summary>
    public static string StructMember(string identifier) => Array.IndexOf(StructMembers, identifier) >= 0 ? identifier + "Value" : identifier;

    /// <summary>A CLR type of the vocabulary as the usings let it be written.</summary>
    public static string ValueType(string value) => value.Replace("System.Collections.Generic.", "").Replace("System.", "");
}
