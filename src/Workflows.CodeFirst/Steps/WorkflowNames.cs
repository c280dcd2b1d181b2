namespace Workflows.CodeFirst;

/// <summary>The rule for names that selectors refer to.</summary>
internal static class WorkflowNames
{
    /// <summary>Whether a selector can refer to <paramref name="name"/>.</summary>
    public static bool IsReferable(string name)
    {
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-'))
            {
                return false;
            }
        }

        return name.Length > 0;
    }

    /// <summary>Returns the name or says what is wrong with it.</summary>
    public static string Check(string name, string what, string parameter)
    {
        ArgumentNullException.ThrowIfNull(name, parameter);
        if (name.Length == 0)
        {
            throw new ArgumentException($"The name of a {what} must not be empty: selectors refer to it.", parameter);
        }

        if (!IsReferable(name))
        {
            throw new ArgumentException($"The {what} name '{name}' cannot be referred to by a selector: use letters a-z and A-Z, digits, '_' and '-'.", parameter);
        }

        return name;
    }
}
