using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;

namespace Workflows.CodeFirst.Cli.Commands;

/// <summary>Checks a workflow file: <c>workflows validate FILE [--json]</c>.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var file = WorkflowFile.Argument();
        var json = new Option<bool>("--json") { Description = "Write the verdict as JSON." };
        var command = new Command("validate", "Check a workflow without running it.") { file, json };
        command.SetAction(result => Guard.Run(() => Validate(result.GetRequiredValue(file), result.GetValue(json))));
        return command;
    }

    private static int Validate(FileInfo file, bool asJson)
    {
        byte[] text = WorkflowFile.Read(file);
        try
        {
            var checkedInterface = Workflow.Parse(text).Validate();
            if (asJson)
            {
                JsonOutput.Write(writer => WriteValid(writer, checkedInterface));
            }
            else
            {
                Console.WriteLine($"{file}: valid");
                foreach (var output in checkedInterface.Outputs)
                {
                    Console.WriteLine($"  {output.Name}: {string.Join(" | ", output.Kinds)}, {Depth(output.Dimensionality)}");
                }

                foreach (var warning in checkedInterface.Warnings)
                {
                    Console.Error.WriteLine($"warning: {warning}");
                }
            }

            return ExitCodes.Done;
        }
        catch (WorkflowException problem) when (asJson)
        {
            JsonOutput.Write(writer => WriteInvalid(writer, problem));
            return ExitCodes.WrongInput;
        }
    }

    private static string Depth(int dimensionality) => dimensionality switch
    {
        0 => "one a run",
        1 => "one an image",
        _ => $"nested {dimensionality} deep",
    };

    private static void WriteValid(Utf8JsonWriter writer, WorkflowInterface checkedInterface)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("valid", true);
        writer.WriteStartObject("outputs");
        foreach (var output in checkedInterface.Outputs)
        {
            writer.WriteStartObject(output.Name);
            writer.WriteStartArray("kinds");
            foreach (string kind in output.Kinds)
            {
                writer.WriteStringValue(kind);
            }

            writer.WriteEndArray();
            writer.WriteNumber("dimensionality", output.Dimensionality);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        WriteWarnings(writer, checkedInterface.Warnings);
        writer.WriteEndObject();
    }

    private static void WriteWarnings(Utf8JsonWriter writer, ImmutableArray<WorkflowWarning> warnings)
    {
        if (warnings.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray("warnings");
        foreach (var warning in warnings)
        {
            writer.WriteStartObject();
            writer.WriteString("message", warning.Message);
            writer.WriteString("step", warning.Step);
            writer.WriteString("property", warning.Property);
            writer.WriteString("suggestion", warning.Suggestion);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteInvalid(Utf8JsonWriter writer, WorkflowException problem)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("valid", false);
        writer.WriteStartArray("errors");
        foreach (var error in problem.Errors)
        {
            writer.WriteStartObject();
            writer.WriteString("code", error.Code);
            writer.WriteString("error", error.Error);
            writer.WriteString("message", error.Message);
            writer.WriteString("path", error.Path);
            writer.WriteString("step", error.Step);
            writer.WriteString("property", error.Property);
            writer.WriteString("suggestion", error.Suggestion);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
