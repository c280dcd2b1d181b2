using System.CommandLine;

namespace Workflows.CodeFirst.Cli.Commands;

/// <summary>The options of the commands that run a workflow.</summary>
internal static class RunInputs
{
    public static Option<DirectoryInfo?> Models() => new("--models") { Description = "The folder with the model packages, by model id." };

    public static Option<string[]> Assignments()
    {
        var inputs = new Option<string[]>("--input", "-i")
        {
            Description = "NAME=VALUE: an image file, a folder or a pattern of image files (a batch), or JSON for a parameter. May be repeated.",
            AllowMultipleArgumentsPerToken = false,
        };
        inputs.Validators.Add(given =>
        {
            foreach (string text in given.GetValueOrDefault<string[]>() ?? [])
            {
                if (!InputValues.IsAssignment(text))
                {
                    given.AddError($"'--input {text}' is not of the form NAME=VALUE.");
                }
            }
        });
        return inputs;
    }
}
