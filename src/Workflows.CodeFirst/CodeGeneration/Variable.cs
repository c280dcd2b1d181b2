namespace Workflows.CodeFirst.CodeGeneration;

/// <summary>Something that the source refers to, and the type that the compiler sees.</summary>
/// <param name="Expression">The C# expression.</param>
/// <param name="Type">Its type.</param>
internal readonly record struct Variable(string Expression, Type Type);

/// <summary>Gives every input and step a variable of its own.</summary>
internal sealed class VariableNames
{
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    public string Reserve(string name)
    {
        taken.Add(name);
        return name;
    }

    /// <summary>A name made of <paramref name="name"/>; where that is taken, of what it is and a number.</summary>
    public string Next(string name, string what)
    {
        string wanted = CSharpNames.OfVariable(name, what);
        if (taken.Add(wanted))
        {
            return wanted;
        }

        string suffix = char.ToUpperInvariant(what[0]) + what[1..];
        string made = wanted.EndsWith(suffix, StringComparison.Ordinal) ? wanted : wanted + suffix;
        for (int number = 2; !taken.Add(made); number++)
        {
            made = wanted + number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return made;
    }
}
