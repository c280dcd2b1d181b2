namespace Workflows.CodeFirst.Conformance;

/// <summary>Reads the cases of one layout of golden data.</summary>
public interface ISuite
{
    /// <summary>The name on the command line.</summary>
    string Name { get; }

    /// <summary>Options besides the common ones, with their descriptions.</summary>
    IReadOnlyDictionary<string, string> Options => new Dictionary<string, string>();

    /// <summary>
    /// The cases of a folder, in a fixed order. A case that this runner cannot handle is returned too, and fails when it is run.
    /// </summary>
    /// <exception cref="SuiteException">The folder does not hold such cases.</exception>
    IEnumerable<ConformanceCase> Load(SuiteInput input);
}

/// <summary>Where a suite's cases are, and its own options.</summary>
public sealed record SuiteInput(string Directory, IReadOnlyDictionary<string, string> Options)
{
    public SuiteInput(string directory)
        : this(directory, new Dictionary<string, string>())
    {
    }

    /// <summary>The value of an option, or a default.</summary>
    public string Option(string name, string otherwise) => Options.GetValueOrDefault(name, otherwise);
}

/// <summary>The cases cannot be read; the message says where and why.</summary>
public sealed class SuiteException : Exception
{
    public SuiteException()
    {
    }

    public SuiteException(string message)
        : base(message)
    {
    }

    public SuiteException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
